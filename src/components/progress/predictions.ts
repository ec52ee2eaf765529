import {
  nextPredictions,
  nothingPredicted,
  type Prediction,
  type Predictions,
  predictionsKey,
  predictionsSchema,
} from '../../course/progress.ts';
import { decodeStored } from './stored.ts';

/** What was predicted for a question of a lesson; null for nothing, or where the browser stores nothing. */
export function predictionOf(lesson: string, question: string): Prediction | null {
  try {
    return read(lesson).predictions[question] ?? null;
  } catch {
    return null;
  }
}

/** Keeps a prediction, or with null forgets it. Where the browser refuses to store, it holds for this visit alone. */
export function keepPrediction(lesson: string, question: string, prediction: Prediction | null): void {
  try {
    // Read again each time: other questions of the lesson write to the same record.
    const next = nextPredictions(read(lesson), question, prediction);
    const key = predictionsKey(lesson);
    if (next === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(next));
  } catch {
    // Nothing on the page depends on it.
  }
}

function read(lesson: string): Predictions {
  const key = predictionsKey(lesson);
  const text = localStorage.getItem(key);
  return (text === null ? null : decodeStored(key, text, predictionsSchema)) ?? nothingPredicted;
}
