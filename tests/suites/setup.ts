/**
 * Runs a hidden suite under plain `vitest run`, against its reference solution: the same file, in Vitest's own worker
 * instead of the examiner's. One interpreter a track serves all suites, since a boot takes seconds.
 */
import { beforeEach, expect } from 'vitest';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';
import type { AnyInterpreter, Track } from '../../src/sandbox/protocol.ts';
import { provideSuiteContext } from '../../src/sandbox/suite/context.ts';
import { forgetProject } from '../../src/sandbox/suite/project.ts';
import { findExercises } from '../course/submissions.ts';

declare global {
  var interpreters: Partial<Record<Track, AnyInterpreter>> | undefined;
}

function interpreterOf(track: Track): AnyInterpreter {
  globalThis.interpreters ??= {};
  globalThis.interpreters[track] ??= createInterpreterClient(
    createInterpreterHost(track, { driver: nodeDriver, loadBase: () => loadBase(track) }).perform,
  );
  return globalThis.interpreters[track];
}

const { testPath = '' } = expect.getState();
const exercise = (await findExercises()).find(({ id }) => testPath.endsWith(`/${id}/suite.test.ts`));
if (exercise === undefined) throw new Error(`${testPath} belongs to no exercise.`);

provideSuiteContext({
  interpreter: interpreterOf(exercise.track),
  files: exercise.right[0]?.files ?? {},
  seed: Math.floor(Math.random() * 0x7fffffff),
});
beforeEach(forgetProject);
