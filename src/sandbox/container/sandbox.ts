import { once } from '../../django/once.ts';
import { outcomeOf, SandboxError, unwrap } from '../outcome.ts';
import type { FileSet, Report } from '../protocol.ts';
import type { CheckOptions, Sandbox } from '../sandbox.ts';
import { randomSeed } from '../seed.ts';
import { createStateTeller } from '../state-teller.ts';
import type { Unsubscribe } from './api.ts';
import type { ContainerSlot } from './boot.ts';
import { INSTALL_LIMIT, installPackages } from './install.ts';
import { createQueue } from './queue.ts';
import { RUN_LIMIT, runSuite } from './run.ts';
import { openSession, type Session } from './session.ts';
import { within } from './within.ts';
import type { Work } from './work.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** What an exercise brings to the project that all exercises share. */
export interface ExerciseFiles {
  /** Besides the learner's. */
  readonly files: FileSet;
  /** The text of the hidden suite. */
  readonly suite: string;
}

export interface ContainerSandboxOptions {
  /** The page's: it holds one container. */
  readonly slot: ContainerSlot;
  /** The files of the project that all exercises share, `package-lock.json` among them. */
  loadShared(): Promise<FileSet>;
  loadExercise(exercise: string): Promise<ExerciseFiles>;
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
  const loadShared = once(async () => unwrap(await outcomeOf(options.loadShared)));
  const oneAtATime = createQueue();
  const attached = new Map<(session: Session) => Unsubscribe, Unsubscribe | null>();
  const listeners = new Set<(text: string) => void>();
  let session: Session | null = null;

  const { state, whileWorking, ...tell } = createStateTeller(() =>
    session !== null && session.installed !== null ? { phase: 'ready' } : { phase: 'idle' },
  );

  function onEnd(ended: Session): void {
    if (session !== ended) return;
    session = null;
    for (const [attach, detach] of attached) {
      detach?.();
      attached.set(attach, null);
    }
    slot.teardown();
  }

  async function connect(signal: AbortSignal): Promise<Session> {
    const container = await slot.boot(signal, tell.step);
    // Two may have waited for the same boot.
    if (session?.container === container) return session;
    session = openSession(container, onEnd);
    for (const attach of attached.keys()) attached.set(attach, attach(session));
    return session;
  }

  /** Bounds of what is done in `current`: the caller's, and its life. */
  function workIn(current: Session, signal: AbortSignal): Work {
    return {
      container: current.container,
      signal: AbortSignal.any([signal, current.gone]),
      gone: current.gone,
      onText: (text) => {
        for (const listener of listeners) listener(text);
      },
      onUnstoppable() {
        current.end(
          new SandboxError({ kind: 'crash', detail: 'a process in the container could not be stopped' }),
        );
        // The next check finds another one.
        if (!closing.signal.aborted) void sandbox.warm().catch(() => undefined);
      },
    };
  }

  /** The project of an exercise, or what all share, in the container. */
  async function lay(work: Work, current: Session, exercise: string | null, files: FileSet): Promise<string> {
    const shared = await within(loadShared(), work);
    const own = exercise === null ? null : await loadExercise(exercise, work.signal);
    // Later it takes no time that anybody would notice.
    if (current.installed === null) tell.step('Laying the project in the container');
    await within(current.folder.lay({ ...shared, ...own?.files, ...files }, Object.keys(files)), work);
    if (current.exercise !== null && current.exercise !== exercise)
      await within(current.folder.clear(), work);
    current.exercise = exercise;
    return own?.suite ?? '';
  }

  async function install(work: Work, current: Session): Promise<void> {
    const lock = (await within(loadShared(), work))['package-lock.json'] ?? '';
    if (current.installed === lock) return;
    current.installed = null;
    tell.step('Installing the packages of the project (npm ci)');
    await installPackages(work, limits.install ?? INSTALL_LIMIT);
    current.installed = lock;
  }

  async function loadExercise(exercise: string, signal: AbortSignal): Promise<ExerciseFiles> {
    return unwrap(
      await within(
        outcomeOf(() => options.loadExercise(exercise)),
        { signal },
      ),
    );
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
      whileWorking(() =>
        inTurn(closing.signal, async () => {
          const current = await connect(closing.signal);
          const work = workIn(current, closing.signal);
          if (current.exercise === null) await lay(work, current, null, {});
          await install(work, current);
        }),
      ),
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
      session?.end(reason);
      slot.teardown();
    },
    workspace: createWorkspace({
      session: async () => session ?? whileWorking(() => connect(closing.signal)),
      open: (exercise, files) =>
        whileWorking(() =>
          inTurn(closing.signal, async () => {
            const current = await connect(closing.signal);
            await lay(workIn(current, closing.signal), current, exercise, files);
          }),
        ),
      eachSession(attach) {
        attached.set(attach, session === null ? null : attach(session));
        return () => {
          attached.get(attach)?.();
          attached.delete(attach);
        };
      },
      onOutput(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    }),
  };
  return sandbox;
}
