/** What the browser's renderers hold while one page checks hundreds of times. Linux alone tells it: `/proc`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { UserError } from '../../src/cli/command.ts';
import { type BenchChromium, openOnProfile, withNewProfile } from './chromium.ts';
import type { Report } from './figures.ts';
import { growthOf, type MemorySample } from './growth.ts';
import { assertTenPassed, pressAndTime, shownFacts } from './press-and-time.ts';

const SAMPLE_EVERY = 10;
/** Two looks in a row that differ by less than this share are what is really held. */
const STEADY = 0.005;
const LOOK_EVERY = 100;
const MOST_LOOKS = 50;

/**
 * Throws a `UserError` where there is no `/proc`.
 * @param workbench the page with the ten tests
 */
export function measureMemory(workbench: string, checks = 500): Promise<Report> {
  if (!existsSync('/proc/self/smaps_rollup')) {
    throw new UserError('Memory is read from /proc/<pid>/smaps_rollup: measure it on Linux.');
  }
  return withNewProfile(async (profile) => {
    const chromium = await openOnProfile(profile);
    try {
      const { page } = chromium;
      await page.goto(workbench);
      await page.waitForSelector('.workbench-body[data-alive="true"]');
      const samples: MemorySample[] = [];
      for (let done = 1; done <= checks; done += 1) {
        await page.evaluate(pressAndTime);
        assertTenPassed(await page.evaluate(shownFacts));
        if (done % SAMPLE_EVERY === 0) samples.push({ checks: done, bytes: await heldBytes(chromium) });
      }
      return report(samples);
    } finally {
      await chromium.close();
    }
  });
}

function report(samples: readonly MemorySample[]): Report {
  const last = samples.at(-1)?.checks ?? 0;
  const settled = samples.filter(({ checks }) => checks >= 50);
  return {
    heading: `Memory of the renderers over ${last} checks in one page, garbage collected before each look`,
    figures: [
      {
        id: 'memory_growth',
        what: 'the last hundred, over 50 to 100',
        unit: '',
        samples: [growthOf(samples)],
        baseline: null,
        targets: { median: 0.1 },
      },
      {
        id: 'memory_kb',
        what: 'held from check 50 on',
        unit: 'kB',
        samples: settled.map(({ bytes }) => bytes / 1000),
        baseline: null,
      },
    ],
  };
}

/** After a collection in the page and in each of its workers, once it no longer changes. */
async function heldBytes(chromium: BenchChromium): Promise<number> {
  const { page } = chromium;
  await page.evaluate(collectGarbage);
  // A worker may end while it is asked: an examiner lives for one check.
  await Promise.all(page.workers().map((worker) => worker.evaluate(collectGarbage).catch(() => undefined)));
  let before = await renderersBytes(chromium);
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    const now = await renderersBytes(chromium);
    if (Math.abs(now / before - 1) < STEADY) return now;
    before = now;
  }
  return before;
}

function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}

async function renderersBytes(chromium: BenchChromium): Promise<number> {
  const renderers = (await chromium.processes()).filter(({ type }) => type === 'renderer');
  const sizes = await Promise.all(
    renderers.map(async ({ id }) =>
      pssOf(await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '')),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The proportional set size that `smaps_rollup` tells, in bytes; 0 for a process that is gone. */
export function pssOf(rollup: string): number {
  return 1024 * Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
}
