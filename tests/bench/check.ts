/**
 * How long a learner waits in Chromium, on the built site: the first check, which boots the interpreter, and the checks
 * that follow it. Figures of one run; the ratio to the first check is what can be compared between machines.
 */
import type { Browser, Page } from '../e2e/browsers.ts';
import { changes, findExercisePages } from '../e2e/exercises.ts';
import { createLearner } from '../e2e/learner.ts';
import type { Figure, Report } from './figures.ts';
import { pressAndTime } from './press-and-time.ts';

const ROUNDS = 5;

/** For each exercise: the first check, then checks of the same files, then checks after an edit. */
export async function measureChecks(browser: Browser, site: string): Promise<Report[]> {
  const reports: Report[] = [];
  for (const exercise of await findExercisePages()) {
    const page = await browser.newPage();
    await page.setSize(1440, 900);
    const learner = createLearner(page, site);
    await learner.open(exercise.address);
    const first = await timed(page);
    const again: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) again.push(await timed(page));
    const edited: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [path, text] of Object.entries(changes(exercise)).slice(0, 1)) {
        await learner.write({ [path]: `${text}\n${comment(path)} ${round}\n` });
      }
      edited.push(await timed(page));
    }
    const name = exercise.id.replace(/^.*\//, '').replaceAll('-', '_');
    const baseline = { what: 'the first', value: first };
    const figure = (id: string, what: string, samples: readonly number[]): Figure => ({
      id: `${name}_${id}_ms`,
      what,
      unit: 'ms',
      samples,
      baseline,
    });
    reports.push({
      heading: `A check of ${exercise.id} in Chromium`,
      figures: [
        figure('first', 'the first check, boot included', [first]),
        figure('again', 'the same files again', again),
        figure('edited', 'after an edit', edited),
      ],
    });
  }
  return reports;
}

/** From the press on Check to the verdict on the page, in ms, as the page's own clock tells it. */
async function timed(page: Page): Promise<number> {
  return page.evaluate(pressAndTime, null);
}

function comment(path: string): string {
  return path.endsWith('.py') ? '#' : '//';
}
