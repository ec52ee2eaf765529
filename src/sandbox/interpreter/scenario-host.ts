import { type Outcome, SandboxError } from '../outcome.ts';
import type { FileSet, Json, Played } from '../protocol.ts';
import { keepRoom } from '../room-keeper.ts';
import { DEFAULT_DEADLINES, type HostOptions, type InterpreterHost, performing } from './host.ts';
import type { CompiledModules } from './scenario/compile.ts';
import type { ScenarioRoom } from './scenario/room.ts';

/** The module whose `play` a suite calls. */
const ENTRY = 'scenario.ts';

interface ScenarioVerbs extends ScenarioRoom {
  boot(): Promise<Outcome<null>>;
}

/** The learner's modules in a room that is thrown away at each reset: an engine never forgets a module by itself. */
export function createScenarioHost(options: HostOptions): InterpreterHost {
  const room = keepRoom<ScenarioVerbs>({
    open: () => options.driver.openInterpreter('rebuild'),
    boot: (call) => call('boot'),
    deadlines: options.deadlines ?? DEFAULT_DEADLINES,
  });
  let compiled: CompiledModules | null = null;
  let loaded = false;

  async function reset(): Promise<null> {
    compiled = null;
    loaded = false;
    room.discard();
    return null;
  }

  async function load(modules: CompiledModules): Promise<null> {
    await room.call('load', modules);
    loaded = true;
    return null;
  }

  return {
    warm: room.warm,
    perform: performing({
      reset,
      async write(files: FileSet) {
        await reset();
        await room.warm();
        const base = await options.loadBase();
        // The compiler is a megabyte that only this track needs.
        const { compileModules } = await import('./scenario/compile.ts');
        compiled = await compileModules({ ...base, ...files }, ENTRY);
        return load(compiled);
      },
      async play(scene: Json): Promise<Played> {
        if (compiled === null) throw new Error('it was asked to play before anything was written');
        if (!loaded) await load(compiled);
        try {
          return await room.call('play', scene);
        } catch (error) {
          // A room that was killed comes back empty.
          loaded = error instanceof SandboxError && error.fault.kind === 'code';
          throw error;
        }
      },
      close: async () => room.close(),
    }),
    close: room.close,
  };
}
