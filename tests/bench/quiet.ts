import type { BenchChromium } from './chromium.ts';

/** How much of one core may still be busy. */
const IDLE = 0.05;
const LOOK_EVERY = 250;
/** How many looks in a row must find it idle: V8 compiles and writes its caches in bursts. */
const LOOKS = 6;
const PATIENCE = 60_000;

/**
 * Waits until the browser has nothing left to do: caches written, spares booted, garbage gone.
 * @throws {Error} when it is still busy after a minute
 */
export async function waitForQuiet(chromium: Pick<BenchChromium, 'processes'>): Promise<void> {
  const began = performance.now();
  let before = await look(chromium);
  for (let idle = 0; idle < LOOKS; ) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    const now = await look(chromium);
    idle = shareOfCore(before, now) < IDLE ? idle + 1 : 0;
    before = now;
    if (performance.now() - began > PATIENCE) {
      throw new Error(`Chromium is still busy ${PATIENCE / 1000} seconds after it had answered.`);
    }
  }
}

interface Look {
  /** In ms. */
  readonly at: number;
  /** Process id → CPU time in seconds. */
  readonly cpu: ReadonlyMap<number, number>;
}

async function look(chromium: Pick<BenchChromium, 'processes'>): Promise<Look> {
  const processes = await chromium.processes();
  return { at: performance.now(), cpu: new Map(processes.map(({ id, cpuTime }) => [id, cpuTime])) };
}

/** The CPU time that passed between two looks, as a share of the wall clock's. A process that ended counts nothing. */
export function shareOfCore(before: Look, now: Look): number {
  const used = [...now.cpu].reduce((sum, [id, cpu]) => sum + cpu - (before.cpu.get(id) ?? 0), 0);
  return (used * 1000) / (now.at - before.at);
}
