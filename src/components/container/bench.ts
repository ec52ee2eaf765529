/** The container as the workbench shows it: files in step with the editor, a shell, what is printed, what listens. */
import { atom, type ReadableAtom, type WritableAtom } from 'nanostores';
import type { Server, Workspace } from '../../sandbox/container/workspace.ts';
import type { Attempt } from '../workbench/attempt.ts';
import { removalWords } from '../workbench/results.ts';
import { FileTree, RemoveDialog } from './FileTree.tsx';
import { type LazyScreen, lazyScreen } from './lazy-screen.ts';
import { OutputPanel } from './OutputPanel.tsx';
import { createOutputLog } from './output-log.ts';
import { PreviewPanel } from './PreviewPanel.tsx';
import { serverWords } from './server-words.ts';
import { createShell, type Shell } from './shell.ts';
import { syncFiles } from './sync.ts';
import { TerminalPanel } from './TerminalPanel.tsx';
import { placeProblem } from './tree.ts';
import './container.css';

export interface Bench {
  readonly workspace: Workspace;
  /** The project's files, as they were last seen. */
  readonly $paths: ReadableAtom<readonly string[]>;
  readonly $servers: ReadableAtom<readonly Server[]>;
  /** Whether the tree is shown; null leaves it to the room that there is. */
  readonly $tree: WritableAtom<boolean | null>;
  readonly shell: Shell;
  readonly terminalScreen: LazyScreen;
  /** What npm and Vitest have printed since the container was opened. */
  readonly outputScreen: LazyScreen;
  /** Its components: whoever has a bench has loaded them. */
  readonly views: typeof views;
  /** Lays the project of another attempt; one of the Django track has none. */
  turnTo(attempt: Attempt): void;
  /** Whether the learner may rename and remove the file: it is theirs, or only the container has it. */
  isLoose(attempt: Attempt, path: string): boolean;
  /** Opens a file in the editor; one that is none of the exercise's to be read. */
  show(attempt: Attempt, path: string): Promise<void>;
  problemWith(attempt: Attempt, from: string, to: string): string | null;
  rename(attempt: Attempt, from: string, to: string): void;
  remove(attempt: Attempt, path: string): void;
  close(): void;
}

export type OpenBench = typeof openBench;

interface BenchOptions {
  readonly workspace: Workspace;
  announce(text: string): void;
}

const views = { FileTree, RemoveDialog, OutputPanel, PreviewPanel, TerminalPanel };

export function openBench({ workspace, announce }: BenchOptions): Bench {
  const $paths = atom<readonly string[]>([]);
  const $servers = atom<readonly Server[]>([]);
  const output = createOutputLog();
  const terminal = createOutputLog();
  const shell = createShell(workspace, terminal.write);
  const terminalScreen = lazyScreen(terminal, {
    label: 'Terminal. Tab completes, Shift Tab leaves.',
    onType: shell.type,
    onResize: shell.resize,
  });
  const outputScreen = lazyScreen(output, { label: 'Output of npm and Vitest' });
  let unsync = (): void => {};

  const offs = [
    workspace.onOutput(output.write),
    workspace.onServers((servers) => {
      const words = serverWords($servers.get(), servers);
      $servers.set(servers);
      if (words !== null) announce(words);
    }),
  ];

  const failed = (what: string) => (error: unknown) =>
    announce(`${what} ${error instanceof Error ? error.message : String(error)}`);

  return {
    workspace,
    $paths,
    $servers,
    $tree: atom<boolean | null>(null),
    shell,
    terminalScreen,
    outputScreen,
    views,
    turnTo(attempt) {
      unsync();
      unsync = () => {};
      $paths.set([]);
      if (attempt.exercise.track !== 'rebuild') return;
      unsync = syncFiles({
        workspace,
        attempt,
        onList: (paths) => $paths.set(paths),
        onRemoved: (paths) =>
          announce(`${removalWords(paths).replace(/\.$/, '')} in the container. Undo is in the results.`),
      });
    },
    isLoose: (attempt, path) =>
      attempt.isOwn(path) || ($paths.get().includes(path) && !attempt.exercise.taken.includes(path)),
    async show(attempt, path) {
      if (attempt.filesIn(attempt.$texts.get()).some((file) => file.path === path))
        return attempt.$open.set(path);
      await workspace
        .read(path)
        .then((text) => attempt.visit(path, text), failed(`${path} could not be read.`));
    },
    problemWith: (attempt, from, to) =>
      attempt.isOwn(from) ? attempt.problemWith(to) : placeProblem(to, $paths.get()),
    rename(attempt, from, to) {
      if (attempt.isOwn(from)) return attempt.rename(from, to);
      void workspace.rename(from, to).catch(failed(`${from} could not be renamed.`));
    },
    remove(attempt, path) {
      if (attempt.isOwn(path)) return attempt.remove(path);
      void workspace
        .remove(path)
        .then(() => announce(`${path} is removed.`), failed(`${path} could not be removed.`));
    },
    close() {
      unsync();
      shell.close();
      terminalScreen.close();
      outputScreen.close();
      for (const off of offs) off();
    },
  };
}
