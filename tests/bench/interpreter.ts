/** Resets, and recoveries from an endless loop, of the interpreter in Chromium. */
import { openOnProfile, withNewProfile } from './chromium.ts';
import type { Report } from './figures.ts';
import { waitForQuiet } from './quiet.ts';
import type { Recovery } from './site/interpreter.ts';

const RESETS = 100;
const LOOPS = 5;

/** @param url the page that drives an interpreter */
export function measureInterpreter(url: string): Promise<Report> {
  return withNewProfile(async (profile) => {
    const chromium = await openOnProfile(profile);
    try {
      const { page } = chromium;
      await page.goto(url);
      await page.waitForFunction(() => 'bench' in globalThis);
      const resets = await page.evaluate(async (rounds) => {
        await bench.start();
        for (let round = 0; round < rounds / 10; round += 1) await bench.timeReset();
        const took: number[] = [];
        for (let round = 0; round < rounds; round += 1) took.push(await bench.timeReset());
        return took;
      }, RESETS);
      const loops: Recovery[] = [];
      for (let round = 0; round < LOOPS + 1; round += 1) {
        // A learner's loop runs long after the page has come to rest.
        await waitForQuiet(chromium);
        loops.push(await page.evaluate(() => bench.timeLoop()));
      }
      return report(resets, loops.slice(1));
    } finally {
      await chromium.close();
    }
  });
}

function report(resets: readonly number[], loops: readonly Recovery[]): Report {
  return {
    heading: 'The interpreter in Chromium, its messages included',
    figures: [
      {
        id: 'reset_ms',
        what: 'reset and the same files written',
        unit: 'ms',
        samples: resets,
        baseline: null,
        targets: { median: 6 },
      },
      {
        id: 'loop_recovery_ms',
        what: 'endless loop, limit to an answer',
        unit: 'ms',
        samples: loops.map(({ answered }) => answered),
        baseline: null,
        targets: { median: 100 },
      },
      {
        id: 'loop_ready_ms',
        what: 'endless loop, limit to ready',
        unit: 'ms',
        samples: loops.map(({ ready }) => ready),
        baseline: null,
      },
    ],
  };
}
