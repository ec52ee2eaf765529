/**
 * What we use of `@webcontainer/api` (1.6.4), as one small type: the vendor's client fits it, and so does the emulator
 * of `tests/container/`. Paths are relative to the container's working directory.
 */

export interface ContainerApi {
  /** May hang for ever: where the vendor's frame can't be loaded, nobody says so. */
  boot(options: BootOptions): Promise<Container>;
  /** Must come before the first boot of the page. */
  configureAPIKey(key: string): void;
}

/** How the page is served: the value of its `Cross-Origin-Embedder-Policy`. */
export type EmbedderPolicy = 'require-corp' | 'credentialless';

export interface BootOptions {
  /** Fixed by the page's first boot. */
  readonly coep?: EmbedderPolicy;
  readonly workdirName?: string;
}

/** A booted container. After `teardown` its promises may stay pending for ever. */
export interface Container {
  readonly workdir: string;
  readonly fs: ContainerFiles;
  mount(tree: Tree | Uint8Array, options?: { mountPoint?: string }): Promise<void>;
  spawn(command: string, args: string[], options?: SpawnOptions): Promise<ContainerProcess>;
  on(event: 'port', listener: (port: number, type: 'open' | 'close', url: string) => void): Unsubscribe;
  on(event: 'server-ready', listener: (port: number, url: string) => void): Unsubscribe;
  /** The container itself is broken. */
  on(event: 'error', listener: (error: { message: string }) => void): Unsubscribe;
  teardown(): void;
}

export type Unsubscribe = () => void;

/** The vendor's `FileSystemTree`. */
export interface Tree {
  [name: string]: { directory: Tree } | { file: { contents: string | Uint8Array } };
}

/** There is no `stat`: `readdir` tells files from folders. */
export interface ContainerFiles {
  readFile(path: string, encoding: 'utf-8'): Promise<string>;
  writeFile(path: string, data: string | Uint8Array): Promise<void>;
  readdir(path: string, options: { withFileTypes: true }): Promise<Entry[]>;
  mkdir(path: string, options: { recursive: true }): Promise<unknown>;
  rm(path: string, options?: { force?: boolean; recursive?: boolean }): Promise<void>;
  rename(oldPath: string, newPath: string): Promise<void>;
  watch(path: string, options: { recursive?: boolean }, listener: WatchListener): { close(): void };
}

export type WatchListener = (event: 'rename' | 'change', file: string | Uint8Array) => void;

export interface Entry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
}

export interface SpawnOptions {
  cwd?: string;
  env?: Record<string, string | number | boolean>;
  /** The size of the attached terminal. */
  terminal?: TerminalSize;
}

export interface TerminalSize {
  cols: number;
  rows: number;
}

export interface ContainerProcess {
  /** Its exit code. Pending for ever where the container was torn down. */
  readonly exit: Promise<number>;
  readonly input: WritableStream<string>;
  /** stdout and stderr in one. A chunk is decoded by itself: a character that two chunks share is lost. */
  readonly output: ReadableStream<string>;
  kill(): void;
  resize(size: TerminalSize): void;
}

/** Loads the vendor's client, a few kB; the runtime itself is fetched from the vendor's hosts by `boot`. */
export async function loadContainerApi(): Promise<ContainerApi> {
  const { WebContainer, configureAPIKey } = await import('@webcontainer/api');
  return { boot: (options) => WebContainer.boot(options), configureAPIKey };
}
