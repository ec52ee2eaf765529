/**
 * The language of the Rebuild track's hidden suites. With `vitest` and `#suite/fresh`, all that they import.
 *
 * A suite describes a scene as data, has the exercise's public `scenario.ts` play it on the learner's code in another
 * room, and compares what happened, which is data too. It never touches the learner's functions.
 */
import { SandboxError } from '../outcome.ts';
import type { Json } from '../protocol.ts';
import { codeFailure } from './code-failure.ts';
import { suiteContext } from './context.ts';
import { currentProject } from './project.ts';

export { paragraph } from './evidence.ts';
export { fail } from './failure.ts';

/**
 * Plays `scene` on the learner's code, and resolves to what happened. The first call in a test starts from a pristine
 * interpreter; the later ones of that test find the modules as the earlier ones left them.
 *
 * `Happened` is what `scenario.ts` promises to give back; nothing checks it here.
 * @throws {SuiteFailure} when the learner's code can't be loaded, or raised where the scenario couldn't catch it
 * @throws {SandboxError} when it hangs, or takes the room down with it
 */
export async function play<Happened = Json>(scene: Json): Promise<Happened> {
  try {
    await currentProject();
    const { happened } = await suiteContext().interpreter.play(scene);
    return happened as Happened;
  } catch (error) {
    if (error instanceof SandboxError && error.fault.kind === 'code') throw codeFailure(error.fault);
    throw error;
  }
}
