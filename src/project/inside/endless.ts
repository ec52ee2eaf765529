import type { Reporter, TestModule, Vitest } from 'vitest/node';

/** Longer than any test may wait (Vitest's `testTimeout` is 5 seconds), so that only what is stuck is silent for it. */
export const SILENCE = 15_000;

/**
 * Ends a run in which a file of the learner's own tests is silent: a loop keeps a worker from everything, its own time
 * limit included, and Vitest would wait for ever.
 * @param limit how long a test file may be silent, in milliseconds
 */
export function endlessReporter(limit: number = SILENCE): Reporter {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let vitest: Vitest | null = null;

  function stop(module: TestModule): void {
    vitest?.logger.error(`\n${endlessWords(module.relativeModuleId, limit)}\n`);
    process.exitCode = 1;
    // The first asks the worker to stop, which it can't hear; the second ends it.
    for (const _ of ['ask', 'end']) vitest?.cancelCurrentRun('test-failure').catch(() => undefined);
  }

  function forget({ id }: TestModule): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
  }

  function listen(module: TestModule): void {
    forget(module);
    timers.set(
      module.id,
      setTimeout(() => stop(module), limit),
    );
  }

  return {
    onInit(started) {
      vitest = started;
    },
    onTestModuleQueued: listen,
    onTestModuleCollected: listen,
    onTestModuleStart: listen,
    onTestCaseResult: ({ module }) => listen(module),
    onTestModuleEnd: forget,
    onTestRunEnd: () => timers.forEach((timer) => void clearTimeout(timer)),
  };
}

function endlessWords(file: string, limit: number): string {
  return (
    `${file} was silent for ${limit / 1000} seconds and was stopped. ` +
    'Look for a loop that never ends, in your code or in the test.'
  );
}
