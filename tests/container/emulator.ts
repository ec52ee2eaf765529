/**
 * The surface of `@webcontainer/api` over a temporary folder and real child processes of this machine, so that the
 * driver can be tried without the vendor. Where the vendor's client is odd, it is odd too: one container at a time,
 * output decoded chunk by chunk, promises that stay pending after the teardown.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Container, ContainerApi, SpawnOptions } from '../../src/sandbox/container/api.ts';
import { createFiles, type Guard, mountTree } from './files.ts';
import { watchPorts } from './ports.ts';
import { type Processes, startProcesses } from './processes.ts';

export interface EmulatorOptions {
  /** What the boots do, one after the other; those after the last come up. */
  readonly boots?: readonly ('hangs' | 'rejects' | 'comes up')[];
  /** Whether a process, once started, ignores its kill and never ends, as far as its owner can tell. */
  neverEnds?(command: string, args: readonly string[]): boolean;
}

export interface Emulator extends ContainerApi {
  /** The folder of the container that was booted last. @throws {Error} before the first */
  folder(): string;
  /** What was called, in order: `boot`, `mount onion.ts`, `spawn npm ci`, `teardown`. */
  readonly calls: readonly string[];
  /** Breaks the container, as far as its `error` event is concerned. */
  breakDown(message: string): void;
  /** Lets the boots that hang come up. */
  release(): void;
  /** Resolves when everything that was torn down is gone from this machine. */
  settled(): Promise<void>;
}

type Listener = (...args: never[]) => void;

export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const calls: string[] = [];
  const endings: Promise<unknown>[] = [];
  const boots = [...(options.boots ?? [])];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let live: { folder: string; emit: (event: string, ...args: unknown[]) => void } | null = null;
  let folder: string | null = null;
  /** As the vendor's client does, a boot waits for the one before it. */
  let lock: Promise<unknown> = Promise.resolve();

  async function bootInTurn(): Promise<Container> {
    if (live !== null) throw new Error('Only a single WebContainer instance can be booted');
    const fate = boots.shift() ?? 'comes up';
    if (fate === 'rejects') throw new Error('the emulator was told to refuse');
    if (fate === 'hangs') await released;
    return open();
  }

  async function open(): Promise<Container> {
    const workdir = await mkdtemp(join(tmpdir(), 'container-'));
    const ownFolder = await mkdtemp(join(tmpdir(), 'container-ports-'));
    const portsFolder = join(ownFolder, 'open');
    await mkdir(portsFolder);
    const listeners = new Map<string, Set<Listener>>();
    const tornDown = new AbortController();
    const emit = (event: string, ...args: unknown[]): void => {
      for (const listener of listeners.get(event) ?? []) listener(...(args as never[]));
    };
    const ports = watchPorts(portsFolder, (port, type) => {
      const url = `http://localhost:${port}`;
      emit('port', port, type, url);
      if (type === 'open') emit('server-ready', port, url);
    });
    const processes: Processes = startProcesses({
      workdir,
      portsFolder,
      neverEnds: options.neverEnds ?? (() => false),
      onEnd: ports.look,
    });
    const guard: Guard = async (action) => {
      // The vendor's client has released its line by then: what is asked then fails, what was asked before hangs.
      if (tornDown.signal.aborted) throw new Error('Proxy has been released and is not useable');
      const value = await action();
      return tornDown.signal.aborted ? new Promise<never>(() => undefined) : value;
    };

    live = { folder: workdir, emit };
    folder = workdir;
    return {
      workdir,
      fs: createFiles(workdir, guard),
      mount: (tree, { mountPoint = '' } = {}) =>
        guard(async () => {
          const written = await mountTree(join(workdir, mountPoint), tree);
          calls.push(`mount ${written.sort().join(' ')}`);
        }),
      spawn: (command: string, args: string[] = [], spawnOptions: SpawnOptions = {}) =>
        guard(async () => {
          calls.push(['spawn', command, ...args].join(' '));
          return processes.spawn(command, args, spawnOptions);
        }),
      on(event: string, listener: Listener) {
        const mine = listeners.get(event) ?? new Set();
        listeners.set(event, mine.add(listener));
        return () => mine.delete(listener);
      },
      teardown() {
        if (tornDown.signal.aborted) throw new Error('WebContainer already torn down');
        calls.push('teardown');
        tornDown.abort();
        live = null;
        listeners.clear();
        ports.close();
        const ending = processes.killAll().then(() => Promise.all([remove(workdir), remove(ownFolder)]));
        endings.push(ending);
        // The next boot waits for the end of this container.
        lock = lock.then(() => ending);
      },
    };
  }

  return {
    calls,
    release,
    configureAPIKey(key) {
      if (calls.includes('boot')) {
        throw new Error('`configureAPIKey` should always be called before `WebContainer.boot`');
      }
      calls.push(`configureAPIKey ${key}`);
    },
    boot() {
      calls.push('boot');
      const booting = lock.then(bootInTurn);
      lock = booting.catch(() => undefined);
      return booting;
    },
    folder() {
      if (folder === null) throw new Error('No container has been booted yet.');
      return folder;
    },
    breakDown: (message) => live?.emit('error', { message }),
    settled: async () => void (await Promise.all(endings)),
  };
}

function remove(path: string): Promise<void> {
  return rm(path, { force: true, recursive: true, maxRetries: 5 });
}
