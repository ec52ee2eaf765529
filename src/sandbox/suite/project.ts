import type { FileSet } from '../protocol.ts';
import { suiteContext } from './context.ts';

let started: Promise<void> | null = null;

/** The examiner calls it before each test: what an earlier test started is no longer the current project. */
export function forgetProject(): void {
  started = null;
}

/**
 * Puts the interpreter back to the pristine base project and lays the learner's files over it,
 * and then the suite's own, so that no test sees what another one left behind.
 * @throws {SandboxError} a `code` fault when the learner's files can't be loaded
 */
export function startProject(extra: FileSet = {}): Promise<void> {
  const { interpreter, files } = suiteContext();
  // One after the other, but nobody waits in between.
  const both = Promise.all([interpreter.reset(), interpreter.write({ ...files, ...extra })]);
  started = both.then(() => undefined);
  return started;
}

/** The project that this test started; starts one if it has not yet. */
export function currentProject(): Promise<void> {
  return started ?? startProject();
}
