import { createListeners } from '../../sandbox/container/listeners.ts';
import type { Laying, Server, Workspace } from '../../sandbox/container/workspace.ts';
import type { FileSet } from '../../sandbox/protocol.ts';

/** A workspace without a container, for tests: files in memory, and what a container does by itself. */
export interface FakeWorkspace extends Workspace {
  readonly files: Map<string, string>;
  /** What was asked of it, in order. */
  readonly calls: readonly string[];
  /** Somebody in a terminal does something to the files. */
  inTerminal(action: (files: Map<string, string>) => void): void;
  /** A project is laid, as a check does it; it takes until `during` is over. */
  lay(exercise: string | null, files: FileSet, during?: () => Promise<void>): Promise<void>;
  /** Told before each look at the files. Returns how to stop. */
  onLook(listener: () => void): () => void;
  /** What is read from now on is as it is now, and comes when this is over. */
  slowDown(until: Promise<void>): void;
  /** How many containers there have been. */
  boots(): number;
  /** The container is gone, with all that was in it. */
  die(): void;
  /** Another one takes its place. */
  bootAnew(): void;
  serve(servers: readonly Server[]): void;
  print(text: string): void;
}

/** @param base the project that all exercises share */
export function createFakeWorkspace(base: FileSet = { 'package.json': '{}' }): FakeWorkspace {
  const files = new Map<string, string>();
  const calls: string[] = [];
  const watchers = createListeners<readonly string[]>();
  const layings = createListeners<Laying>();
  const containers = createListeners<AbortSignal>();
  const servers = createListeners<readonly Server[]>();
  const output = createListeners<string>();
  let life = new AbortController();
  let laid: readonly string[] = [];

  const looks = createListeners<void>();
  let slow = Promise.resolve();
  let boots = 1;

  function bootAnew(): void {
    boots += 1;
    life = new AbortController();
    containers.tell(life.signal);
  }

  /** Whatever is asked of it boots a container if there is none. */
  async function alive(): Promise<void> {
    await Promise.resolve();
    if (life.signal.aborted) bootAnew();
  }
  const changed = (path: string): void => watchers.tell([path]);

  async function lay(exercise: string | null, given: FileSet, during?: () => Promise<void>): Promise<void> {
    const { promise: done, resolve } = Promise.withResolvers<void>();
    const project = { ...base, ...given };
    layings.tell({ exercise, files: project, done });
    for (const path of laid) if (project[path] === undefined) files.delete(path);
    watchers.tell(laid);
    await during?.();
    for (const [path, text] of Object.entries(project)) files.set(path, text);
    laid = Object.keys(project);
    watchers.tell(laid);
    resolve();
  }

  return {
    files,
    calls,
    lay,
    async open(exercise, given) {
      calls.push(`open ${exercise}`);
      await alive();
      await lay(exercise, given);
    },
    async list() {
      await alive();
      looks.tell();
      return [...files.keys()].sort();
    },
    async read(path) {
      await alive();
      const text = files.get(path);
      await slow;
      if (text === undefined) throw new Error(`ENOENT: ${path}`);
      return text;
    },
    async write(path, text) {
      await alive();
      calls.push(`write ${path}`);
      files.set(path, text);
      changed(path);
    },
    async rename(path, to) {
      await alive();
      calls.push(`rename ${path} ${to}`);
      files.set(to, files.get(path) ?? '');
      files.delete(path);
      watchers.tell([path, to]);
    },
    async remove(path) {
      await alive();
      calls.push(`remove ${path}`);
      files.delete(path);
      changed(path);
    },
    watch: watchers.add,
    terminal: async () => {
      throw new Error('The fake workspace has no terminal.');
    },
    onServers: servers.add,
    onContainer(listener) {
      listener(life.signal);
      return containers.add(listener);
    },
    onLay: layings.add,
    onOutput: output.add,
    inTerminal(action) {
      action(files);
      watchers.tell([...files.keys()]);
    },
    die() {
      files.clear();
      laid = [];
      watchers.tell(['package.json']);
      life.abort(new Error('The container has ended.'));
    },
    bootAnew,
    onLook: looks.add,
    slowDown(until) {
      slow = until;
    },
    boots: () => boots,
    serve: servers.tell,
    print: output.tell,
  };
}
