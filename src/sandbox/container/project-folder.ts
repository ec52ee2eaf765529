import type { FileSet } from '../protocol.ts';
import type { Container, ContainerFiles } from './api.ts';
import { changesBetween, treeOf } from './changes.ts';
import { createQueue } from './queue.ts';

/** The folder of a project that belongs to the check, and not to the learner. */
export const HIDDEN_FOLDER = '.inside-out';

/** What a learner has no business with: what npm puts in, and what judges. */
const HIDDEN = new Set(['node_modules', HIDDEN_FOLDER]);

/** The project in the container's working directory. What writes to it is done one after the other. */
export interface ProjectFolder {
  /**
   * Makes the project consist of `files`: writes what is new or has another text than it had when it was laid last,
   * and removes what was laid and is gone. What the learner put beside it stays, and so does `node_modules`.
   * @param sure paths whose text in the container is looked at: the learner may have changed them there
   */
  lay(files: FileSet, sure?: readonly string[]): Promise<void>;
  /** Removes every visible file that `lay` didn't bring: another exercise begins. */
  clear(): Promise<void>;
  /** Writes files that are no part of the project. */
  put(files: FileSet): Promise<void>;
  /** Takes out files that `put` brought. */
  takeOut(paths: readonly string[]): Promise<void>;
  /** Does something else to the files, when what was asked for before is done. */
  inTurn<Value>(action: () => Promise<Value>): Promise<Value>;
}

export function openProjectFolder(container: Container): ProjectFolder {
  const { fs } = container;
  /** As far as it is known: what was under way when something failed is not. */
  const laid = new Map<string, string>();
  const inTurn = createQueue();

  const remove = (paths: readonly string[]): Promise<unknown> =>
    Promise.all(paths.map((path) => fs.rm(path, { force: true, recursive: true })));

  async function put(files: FileSet): Promise<void> {
    if (Object.keys(files).length > 0) await container.mount(treeOf(files));
  }

  async function look(path: string): Promise<void> {
    if (!laid.has(path)) return;
    const text = await fs.readFile(path, 'utf-8').catch(() => null);
    if (text === null) laid.delete(path);
    else laid.set(path, text);
  }

  async function lay(files: FileSet, sure: readonly string[]): Promise<void> {
    await Promise.all(sure.map(look));
    const { written, removed } = changesBetween(Object.fromEntries(laid), files);
    for (const path of Object.keys(written)) laid.delete(path);
    await remove(removed);
    for (const path of removed) laid.delete(path);
    await put(written);
    for (const [path, text] of Object.entries(written)) laid.set(path, text);
  }

  return {
    inTurn,
    lay: (files, sure = []) => inTurn(() => lay(files, sure)),
    clear: () =>
      inTurn(async () => void (await remove((await listFiles(fs)).filter((path) => !laid.has(path))))),
    put: (files) => inTurn(() => put(files)),
    takeOut: (paths) => inTurn(async () => void (await remove(paths))),
  };
}

/** The visible files of the project, sorted by path. */
export async function listFiles(fs: ContainerFiles, folder = ''): Promise<string[]> {
  const entries = await fs.readdir(folder === '' ? '.' : folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(({ name }) => folder !== '' || !HIDDEN.has(name))
      .map((entry) => {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        return entry.isDirectory() ? listFiles(fs, path) : [path];
      }),
  );
  return found.flat().sort();
}

/** Whether a learner's file tree shows the path. */
export function isVisible(path: string): boolean {
  return !HIDDEN.has(path.split('/')[0] ?? '');
}
