/**
 * How long a learner waits in Chromium, on the built site: the first check, which boots the interpreter, and the checks
 * that follow it. Figures of one run; the ratio to the first check is what can be compared between machines.
 */
import { buildSite, dist } from '../../src/cli/build-site.ts';
import { serveSite } from '../../src/cli/serve-site.ts';
import { openChromium, type Page } from '../e2e/browsers.ts';
import { changes, findExercisePages } from '../e2e/exercises.ts';
import { createLearner } from '../e2e/learner.ts';

const ROUNDS = 5;

await buildSite(console.log);
const site = await serveSite({ port: 0, dist });
const browser = await openChromium();
try {
  for (const exercise of await findExercisePages()) {
    const page = await browser.newPage();
    await page.setSize(1440, 900);
    const learner = createLearner(page, site.url);
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
    console.log(`\n${exercise.id}`);
    row('the first check, boot included', [first], first);
    row('the same files again', again, first);
    row('after an edit', edited, first);
  }
} finally {
  await browser.close();
  await site.close();
}

/** From the press on Check to the verdict on the page, in ms, as the page's own clock tells it. */
async function timed(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const began = performance.now();
    const { promise, resolve } = Promise.withResolvers<void>();
    let checking = false;
    const observer = new MutationObserver(() => {
      const verdict = document.querySelector('[data-verdict]:not(.stale)');
      if (verdict === null) checking = true;
      else if (checking) resolve();
    });
    observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    checking = document.querySelector('[data-verdict]:not(.stale)') === null;
    document.querySelector<HTMLButtonElement>('button.check')?.click();
    await promise;
    observer.disconnect();
    return performance.now() - began;
  }, null);
}

function row(what: string, samples: readonly number[], baseline: number): void {
  const sorted = [...samples].sort((a, b) => a - b);
  const [least = 0] = sorted;
  const median = sorted[sorted.length >> 1] ?? 0;
  const most = sorted.at(-1) ?? 0;
  const ms = (value: number): string => `${Math.round(value)} ms`.padStart(9);
  console.log(
    `  ${what.padEnd(32)} median ${ms(median)}   least ${ms(least)}   most ${ms(most)}   ` +
      `${(median / baseline).toFixed(2)} of the first`,
  );
}

function comment(path: string): string {
  return path.endsWith('.py') ? '#' : '//';
}
