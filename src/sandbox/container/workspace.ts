import type { FileSet } from '../protocol.ts';
import type { ContainerProcess, TerminalSize, Unsubscribe } from './api.ts';
import { listFiles } from './project-folder.ts';
import type { Session } from './session.ts';
import { watchFiles } from './watch.ts';
import { within } from './within.ts';

/**
 * The container as the workbench shows it: files, a terminal, servers. Paths are relative to the project; neither
 * `node_modules` nor what judges is among them. Each of these boots the container if there is none yet; what listens
 * goes on listening when another container had to take the place of the first.
 */
export interface Workspace {
  /** Lays an exercise's project with the learner's `files`, without a check, and has its packages installed. @throws {SandboxError} */
  open(exercise: string, files: FileSet): Promise<void>;
  /** The project's files, sorted. */
  list(): Promise<readonly string[]>;
  read(path: string): Promise<string>;
  /** Writes a file, and makes the folders that it lies in. */
  write(path: string, text: string): Promise<void>;
  rename(path: string, to: string): Promise<void>;
  /** Removes a file, or a folder with all that is in it. */
  remove(path: string): Promise<void>;
  /** Tells the paths that changed, came or went, whoever did it. */
  watch(listener: (paths: readonly string[]) => void): Unsubscribe;
  /** Opens a shell in the project. Its `exit` rejects with a `SandboxError` when the container has ended before it. */
  terminal(size: TerminalSize): Promise<ContainerProcess>;
  /** Tells which servers listen, by port: at every change, and none when their container ends. */
  onServers(listener: (servers: readonly Server[]) => void): Unsubscribe;
  /** Tells of the container that is up, and of each that takes its place. @param listener gets what is aborted at its end */
  onContainer(listener: (gone: AbortSignal) => void): Unsubscribe;
  /** Tells when a project begins to be laid, be it by `open` or for a check. */
  onLay(listener: (laying: Laying) => void): Unsubscribe;
  /** Tells what npm and Vitest print, as they print it, colours included. */
  onOutput(listener: (text: string) => void): Unsubscribe;
}

/** A server in the container. */
export interface Server {
  readonly port: number;
  /** Where the page reaches it. */
  readonly url: string;
}

/** A project that comes to lie in the container. Meanwhile its files come and go, and that is nobody's doing in a terminal. */
export interface Laying {
  /** Null for what all exercises share. */
  readonly exercise: string | null;
  /** All of the project. */
  readonly files: FileSet;
  /** Resolves when it is over, however; pending for ever when the container has ended. */
  readonly done: Promise<void>;
}

export interface WorkspaceOptions {
  open: Workspace['open'];
  /** The container that is up, or the next one. */
  session(): Promise<Session>;
  /** Has `attach` done to the session that is up, if there is one, and to all later ones. */
  eachSession(attach: (session: Session) => Unsubscribe): Unsubscribe;
  onLay: Workspace['onLay'];
  onOutput: Workspace['onOutput'];
}

export function createWorkspace({
  open,
  session,
  eachSession,
  onLay,
  onOutput,
}: WorkspaceOptions): Workspace {
  /** A container that ends meanwhile would leave its callers waiting. */
  async function bound<Value>(action: (session: Session) => Promise<Value>): Promise<Value> {
    const current = await session();
    return within(action(current), { signal: current.gone });
  }

  const changing = (action: (session: Session) => Promise<unknown>): Promise<void> =>
    bound(async (current) => void (await current.folder.inTurn(() => action(current))));

  return {
    open,
    onLay,
    onOutput,
    list: () => bound(({ container }) => listFiles(container.fs)),
    read: (path) => bound(({ container }) => container.fs.readFile(path, 'utf-8')),
    write: (path, text) =>
      changing(async ({ container: { fs } }) => {
        await makeFolderOf(fs, path);
        await fs.writeFile(path, text);
      }),
    rename: (path, to) =>
      changing(async ({ container: { fs } }) => {
        await makeFolderOf(fs, to);
        await fs.rename(path, to);
      }),
    remove: (path) => changing(({ container }) => container.fs.rm(path, { force: true, recursive: true })),
    watch: (listener) => eachSession(({ container }) => watchFiles(container.fs, listener)),
    terminal: (size) =>
      bound(async ({ container, gone }) => {
        const shell = await container.spawn('jsh', [], { terminal: size });
        const exit = within(shell.exit, { signal: gone });
        exit.catch(() => undefined);
        return {
          exit,
          input: shell.input,
          output: shell.output,
          kill: () => shell.kill(),
          resize: (to) => shell.resize(to),
        };
      }),
    onContainer: (listener) =>
      eachSession(({ gone }) => {
        listener(gone);
        return () => undefined;
      }),
    onServers: (listener) => eachSession(({ container, gone }) => followServers(container, gone, listener)),
  };
}

function followServers(
  container: Session['container'],
  gone: AbortSignal,
  listener: (servers: readonly Server[]) => void,
): Unsubscribe {
  const open = new Map<number, string>();
  const tell = (): void =>
    listener([...open].map(([port, url]) => ({ port, url })).sort((one, other) => one.port - other.port));
  const offs = [
    container.on('server-ready', (port, url) => {
      open.set(port, url);
      tell();
    }),
    container.on('port', (port, type) => {
      if (type === 'close' && open.delete(port)) tell();
    }),
  ];
  return () => {
    for (const off of offs) off();
    if (gone.aborted && open.size > 0) listener([]);
  };
}

async function makeFolderOf(fs: Session['container']['fs'], path: string): Promise<void> {
  const end = path.lastIndexOf('/');
  if (end > 0) await fs.mkdir(path.slice(0, end), { recursive: true });
}
