import { SandboxError } from '../outcome.ts';
import type { FileSet, Report } from '../protocol.ts';
import type { CheckOptions, Sandbox } from '../sandbox.ts';
import { randomSeed } from '../seed.ts';
import { createStateTeller } from '../state-teller.ts';
import type { ContainerSlot } from './boot.ts';
import { createListeners } from './listeners.ts';
import { createProjects, type ProjectsOptions } from './projects.ts';
import { createQueue } from './queue.ts';
import { RUN_LIMIT, runSuite } from './run.ts';
import type { Session } from './session.ts';
import { createSessions } from './sessions.ts';
import { within } from './within.ts';
import type { Work } from './work.ts';
import { createWorkspace, type Laying, type Workspace } from './workspace.ts';

export interface ContainerSandboxOptions extends Pick<ProjectsOptions, 'loadShared' | 'loadExercise'> {
  /** The page's: it holds one container. */
  readonly slot: ContainerSlot;
  /** In milliseconds. */
  readonly limits?: { readonly install?: number; readonly run?: number };
}

export interface ContainerCheckOptions extends CheckOptions {
  /** Calls the check off, wherever it is; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A sandbox of the Rebuild track in a container, and the container itself for the workbench to show. */
export interface ContainerSandbox extends Sandbox {
  check(exercise: string, files: FileSet, options?: ContainerCheckOptions): Promise<Report>;
  readonly workspace: Workspace;
}

/** Nothing is loaded before it is used. Ends the container with `close`. */
export function createContainerSandbox(options: ContainerSandboxOptions): ContainerSandbox {
  const { slot, limits = {} } = options;
  const closing = new AbortController();
  const oneAtATime = createQueue();
  const output = createListeners<string>();
  const layings = createListeners<Laying>();

  const { state, whileWorking, ...tell } = createStateTeller(() =>
    (sessions.current()?.installed ?? null) === null ? { phase: 'idle' } : { phase: 'ready' },
  );
  const sessions = createSessions(slot, tell.step);
  const { connect } = sessions;
  const { lay, install } = createProjects({
    loadShared: options.loadShared,
    loadExercise: options.loadExercise,
    ...(limits.install === undefined ? {} : { installLimit: limits.install }),
    onStep: tell.step,
    onLay: layings.tell,
  });

  /** Bounds of what is done in `current`: the caller's, and its life. */
  function workIn(current: Session, signal: AbortSignal): Work {
    return {
      container: current.container,
      signal: AbortSignal.any([signal, current.gone]),
      gone: current.gone,
      onText: output.tell,
      onUnstoppable() {
        current.end(
          new SandboxError({ kind: 'crash', detail: 'a process in the container could not be stopped' }),
        );
        // The next check finds another one.
        if (!closing.signal.aborted) void sandbox.warm().catch(() => undefined);
      },
    };
  }

  async function examine(exercise: string, files: FileSet, check: ContainerCheckOptions): Promise<Report> {
    const { seed = randomSeed(), order = 'listed' } = check;
    const signal = bounds(check.signal);
    const current = await connect(signal);
    const work = workIn(current, signal);
    const suite = await lay(work, current, exercise, files);
    await install(work, current);
    tell.begin(null);
    const limit = limits.run ?? RUN_LIMIT;
    const { folder } = current;
    try {
      return await runSuite({ ...work, folder, suite, seed, order, limit, onProgress: tell.progress });
    } finally {
      tell.end();
    }
  }

  function bounds(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
  }

  /** Does `action` when all that was asked for before is done; whoever calls it off needn't wait for that. */
  async function inTurn<Value>(signal: AbortSignal, action: () => Promise<Value>): Promise<Value> {
    const { promise: turn, resolve } = Promise.withResolvers<void>();
    const done = oneAtATime(async () => {
      resolve();
      signal.throwIfAborted();
      return action();
    });
    done.catch(() => undefined);
    await within(turn, { signal });
    return done;
  }

  const sandbox: ContainerSandbox = {
    state,
    warm: () =>
      whileWorking(async () => {
        await inTurn(closing.signal, async () => {
          const current = await connect(closing.signal);
          if (current.exercise === null) await lay(workIn(current, closing.signal), current, null, {});
        });
        // A turn of its own: an exercise that is to be shown needn't wait for npm.
        await inTurn(closing.signal, async () => {
          const current = await connect(closing.signal);
          await install(workIn(current, closing.signal), current);
        });
      }),
    check(exercise, files, check = {}) {
      const calledOff = (error: unknown): boolean =>
        check.signal?.aborted === true && error === check.signal.reason;
      return whileWorking(
        () => inTurn(bounds(check.signal), () => examine(exercise, files, check)),
        calledOff,
      );
    },
    async request() {
      const detail = 'this sandbox has no Django: send requests to the embedded one';
      throw new SandboxError({ kind: 'crash', detail });
    },
    async close() {
      const reason = new SandboxError({ kind: 'closed' });
      closing.abort(reason);
      sessions.current()?.end(reason);
      slot.teardown();
    },
    workspace: createWorkspace({
      session: async () => sessions.current() ?? whileWorking(() => connect(closing.signal)),
      eachSession: sessions.each,
      onLay: layings.add,
      onOutput: output.add,
      open: (exercise, files) =>
        whileWorking(async () => {
          await inTurn(closing.signal, async () => {
            const current = await connect(closing.signal);
            await lay(workIn(current, closing.signal), current, exercise, files);
          });
          // Its commands need the packages. The state tells how that goes.
          if (sessions.current()?.installed === null) sandbox.warm().catch(() => undefined);
        }),
    }),
  };
  return sandbox;
}
