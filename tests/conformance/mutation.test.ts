/** Breaks the replica, one rule at a time: a run of generated stacks catches each, and shows it in a small case. */
import { beforeAll, expect, test } from 'vitest';
import { runStack } from '../../src/stack/run.ts';
import { printCase } from './compare.ts';
import { type Django, openDjango } from './django.ts';
import { differing, type Played, playGenerated, smallestDifference } from './generated.ts';
import { mutants, withMutant } from './mutants.ts';

/** Another seed would do; with a random one the rarest mutant would escape once in some thousand runs. */
const SEED = 20_26;

let django: Django;
let played: Played;
beforeAll(async () => {
  django = await openDjango();
  played = playGenerated(django, SEED, 1000);
});

test('the sound replica differs in nothing', () => {
  expect(differing(played, runStack)).toEqual([]);
});

test.for(mutants)('it is caught that $title', async (mutant) => {
  const difference = await withMutant(mutant, (replica) => smallestDifference(django, played, replica));
  if (difference === null) throw new Error('a thousand generated stacks did not catch it');
  expect(difference.stack.middleware.length).toBeLessThanOrEqual(4);
  const lines = printCase(difference).split('\n');
  expect(lines.length).toBeLessThanOrEqual(12);
  expect(lines.filter((line) => line.startsWith('≠')).length).toBeGreaterThan(0);
});

test('a broken order of process_exception shows two layers, and which of them is asked first', async () => {
  const mutant = mutants.find(({ title }) => title.startsWith('process_exception'));
  if (mutant === undefined) throw new Error('there is no such mutant');
  const difference = await withMutant(mutant, (replica) => smallestDifference(django, played, replica));
  if (difference === null) throw new Error('it was not caught');
  const lines = printCase(difference).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'wsgi  GET /books/7/',
    '  A (class): process_exception: nothing',
    '  B (class): process_exception: nothing',
  ]);
  expect(lines.find((line) => line.startsWith('≠'))).toMatch(
    /· B\.process_exception +· A\.process_exception$/,
  );
});
