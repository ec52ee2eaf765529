/**
 * The language of the Rebuild track's hidden suites.
 *
 * A suite describes a scene as data, has the exercise's public `scenario.ts` play it on the learner's code in another
 * room, and compares what happened, which is data too. It never touches the learner's functions.
 */
import { onTestFinished } from 'vitest';
import { SandboxError } from '../outcome.ts';
import type { Json } from '../protocol.ts';
import { suiteContext } from './context.ts';
import { SuiteFailure } from './failure.ts';
import { startProject } from './project.ts';

export { fail } from './failure.ts';

let started = false;

/**
 * Plays `scene` on the learner's code, and resolves to what happened. The first call in a test starts from a pristine
 * interpreter; the later ones of that test find the modules as the earlier ones left them.
 *
 * `Happened` is what `scenario.ts` promises to give back; nothing checks it here.
 * @throws {SuiteFailure} when the learner's code can't be loaded, or raised where the scenario couldn't catch it
 * @throws {SandboxError} when it hangs, or takes the room down with it
 */
export async function play<Happened = Json>(scene: Json): Promise<Happened> {
  const { interpreter } = suiteContext();
  try {
    if (!started) {
      onTestFinished(() => {
        started = false;
      });
      await startProject();
      started = true;
    }
    const { happened } = await interpreter.play(scene);
    return happened as Happened;
  } catch (error) {
    throw error instanceof SandboxError ? failureOf(error) : error;
  }
}

function failureOf(error: SandboxError): Error {
  const { fault } = error;
  if (fault.kind !== 'code') return error;
  const evidence = fault.traceback === '' ? [] : [fault.traceback];
  return new SuiteFailure(`Your code could not be run to its end. ${error.message}`, evidence, fault.at);
}
