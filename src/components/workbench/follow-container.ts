import { atom, type ReadableAtom } from 'nanostores';
import type { Workspace } from '../../sandbox/container/workspace.ts';
import type { Bench, OpenBench } from '../container/bench.ts';
import type { Attempt } from './attempt.ts';

interface Followed {
  readonly $workspace: ReadableAtom<Workspace | null>;
  /** The id of the chosen exercise. */
  readonly $selected: ReadableAtom<string>;
  attemptOf(exercise: string): Attempt;
  /** Says something in the live region. */
  announce(text: string): void;
  /** Loads what shows a container: nobody pays for it who has none. */
  load?(): Promise<OpenBench>;
}

const loadBench = async (): Promise<OpenBench> => (await import('../container/bench.ts')).openBench;

/** What shows the container in use: opened with it, turned to the chosen exercise, and closed before it ends. */
export function followContainer(followed: Followed): ReadableAtom<Bench | null> {
  const { $workspace, $selected, attemptOf, announce, load = loadBench } = followed;
  const $bench = atom<Bench | null>(null);

  async function open(workspace: Workspace): Promise<void> {
    const openBench = await load();
    if ($workspace.get() !== workspace) return;
    const bench = openBench({ workspace, announce });
    bench.turnTo(attemptOf($selected.get()));
    $bench.set(bench);
  }

  $workspace.subscribe((workspace) => {
    $bench.get()?.close();
    $bench.set(null);
    if (workspace === null) return;
    open(workspace).catch(() =>
      announce('The terminal and the file tree could not be loaded. Checks work without them.'),
    );
  });
  // At once, and not when a component comes to it: the exercise before must not be taken for what is laid now.
  $selected.listen((id) => $bench.get()?.turnTo(attemptOf(id)));
  return $bench;
}
