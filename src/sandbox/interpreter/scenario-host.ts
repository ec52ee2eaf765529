import { type Outcome, SandboxError } from '../outcome.ts';
import type { FileSet, Json, Played } from '../protocol.ts';
import { keepRoom } from '../room-keeper.ts';
import { type HostOptions, type InterpreterHost, keeping, performing } from './host.ts';
import type { CompiledModules } from './scenario/compile.ts';
import type { ScenarioRoom } from './scenario/room.ts';

/** The module whose `play` a suite calls. */
const ENTRY = 'scenario.ts';

interface ScenarioVerbs extends ScenarioRoom {
  boot(): Promise<Outcome<null>>;
}

/** The learner's modules in a room that is thrown away at each reset: an engine never forgets a module by itself. */
export function createScenarioHost(options: HostOptions): InterpreterHost {
  const common = keeping(options);
  const room = keepRoom<ScenarioVerbs>({
    ...common,
    open: () => options.driver.openInterpreter('rebuild'),
    boot: (call) => call('boot'),
    // Each test takes a new room.
    spare: true,
  });
  const compile = rememberingLast(async (files: FileSet) => {
    // The compiler is a megabyte that only this track needs.
    const { compileModules } = await import('./scenario/compile.ts');
    return compileModules(files, ENTRY);
  });
  let written: CompiledModules | null = null;
  let loaded = false;

  async function reset(): Promise<null> {
    written = null;
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
    standBy: room.standBy,
    perform: performing(common.deadlines.verb, (limit) => ({
      reset,
      async write(files: FileSet) {
        await reset();
        // The next room opens while this one's modules are compiled.
        const [modules] = await Promise.all([
          compile({ ...(await options.loadBase()), ...files }),
          room.warm(),
        ]);
        written = modules;
        return load(modules);
      },
      async play(scene: Json): Promise<Played> {
        if (written === null) throw new Error('it was asked to play before anything was written');
        if (!loaded) await load(written);
        try {
          return await room.callWithin(limit, 'play', scene);
        } catch (error) {
          // A room that was killed comes back empty.
          loaded = error instanceof SandboxError && error.fault.kind === 'code';
          throw error;
        }
      },
      close: async () => room.close(),
    })),
    close: room.close,
  };
}

/** Every test of a suite writes the same files: their modules are compiled once, and loaded into each new room. */
function rememberingLast(
  compile: (files: FileSet) => Promise<CompiledModules>,
): (files: FileSet) => Promise<CompiledModules> {
  let last: { readonly key: string; readonly modules: CompiledModules } | null = null;
  return async (files) => {
    const key = JSON.stringify(files);
    if (last?.key !== key) last = { key, modules: await compile(files) };
    return last.modules;
  };
}
