import type { ContainerFiles } from './api.ts';
import { isVisible } from './project-folder.ts';

/** For how long changes are gathered before they are told, in milliseconds. */
const GATHERING = 50;

/**
 * Tells which visible files have changed, come or gone. Folders are watched one by one: to watch all that lies below the
 * project would be to watch `node_modules`.
 * @returns ends it
 */
export function watchFiles(fs: ContainerFiles, onChange: (paths: readonly string[]) => void): () => void {
  const watchers = new Map<string, { close(): void }>();
  const changed = new Set<string>();
  let telling: ReturnType<typeof setTimeout> | null = null;
  let ended = false;

  function tell(): void {
    telling = null;
    const paths = [...changed].sort();
    changed.clear();
    onChange(paths);
  }

  function note(folder: string, name: string): void {
    const path = folder === '.' ? name : `${folder}/${name}`;
    if (!isVisible(path)) return;
    changed.add(path);
    telling ??= setTimeout(tell, GATHERING);
    // It may be a new folder.
    watchBelow(folder);
  }

  function watchFolder(folder: string): void {
    if (ended || watchers.has(folder)) return;
    const watcher = fs.watch(folder, {}, (_event, file) =>
      note(folder, typeof file === 'string' ? file : new TextDecoder().decode(file)),
    );
    watchers.set(folder, watcher);
    watchBelow(folder);
  }

  function watchBelow(folder: string): void {
    fs.readdir(folder, { withFileTypes: true }).then(
      (entries) => {
        for (const entry of entries.filter((each) => each.isDirectory())) {
          const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
          if (isVisible(path)) watchFolder(path);
        }
      },
      () => {
        // The folder is gone.
        watchers.get(folder)?.close();
        watchers.delete(folder);
      },
    );
  }

  watchFolder('.');
  return () => {
    ended = true;
    if (telling !== null) clearTimeout(telling);
    for (const watcher of watchers.values()) watcher.close();
  };
}
