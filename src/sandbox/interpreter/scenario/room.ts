import { createOutputBuffer } from '../../../django/output.ts';
import { type Outcome, outcomeOf, SandboxError } from '../../outcome.ts';
import type { Json, Played } from '../../protocol.ts';
import { capturing } from './capture.ts';
import type { CompiledModules } from './compile.ts';
import { plainData } from './plain-data.ts';
import { raisedFault } from './raised.ts';

/** What runs inside the disposable room. It needs nothing of the platform but `import()`. */
export interface ScenarioRoom {
  /** Imports the modules, the entry last. What was loaded before is forgotten. */
  load(compiled: CompiledModules): Promise<Outcome<null>>;
  /** Calls the entry's `play(scene)`. A loop that never ends is for the room's owner to stop. */
  play(scene: Json): Promise<Outcome<Played>>;
}

interface Loaded {
  readonly compiled: CompiledModules;
  readonly play: (scene: Json) => unknown;
}

export function createScenarioRoom(): ScenarioRoom {
  const output = createOutputBuffer();
  let loaded: Loaded | null = null;

  /** Runs code of the learner's; what it throws becomes a `code` fault. */
  async function running<Value>(compiled: CompiledModules, action: () => Promise<Value>): Promise<Value> {
    try {
      return await capturing(output, action);
    } catch (error) {
      throw new SandboxError(raisedFault(error, compiled));
    }
  }

  return {
    load: (compiled) =>
      outcomeOf(async () => {
        loaded = null;
        output.take();
        const play = await running(compiled, () => importPlay(compiled));
        loaded = { compiled, play };
        return null;
      }),
    play: (scene) =>
      outcomeOf(async () => {
        if (loaded === null) throw new Error('it was asked to play before it had loaded anything');
        const { compiled, play } = loaded;
        const result = await running(compiled, async () => play(scene));
        return { happened: plainData(result, 'happened'), output: output.take() };
      }),
  };
}

async function importPlay({ entry, modules }: CompiledModules): Promise<Loaded['play']> {
  let exported: Record<string, unknown> = {};
  for (const { file, url } of modules) exported = await importModule(file, url);
  const { play } = exported;
  if (typeof play !== 'function') throw new Error(`${entry} exports no function play(scene).`);
  return play as Loaded['play'];
}

/** Importing each module by itself tells whose it is when an engine refuses one: V8 doesn't say. */
async function importModule(file: string, url: string): Promise<Record<string, unknown>> {
  try {
    return await import(/* @vite-ignore */ url);
  } catch (error) {
    if (error instanceof SyntaxError) error.message += ` (in ${file})`;
    throw error;
  }
}
