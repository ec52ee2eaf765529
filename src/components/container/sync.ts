import type { Workspace } from '../../sandbox/container/workspace.ts';
import type { FileSet } from '../../sandbox/protocol.ts';
import type { Attempt } from '../workbench/attempt.ts';
import { isKeepable, mayBeOwn } from './own-paths.ts';
import { reconcile } from './reconcile.ts';

/** How long nothing may have changed before the sides are compared, in milliseconds: nobody writes every keystroke. */
const PAUSE = 250;

export interface SyncOptions {
  readonly workspace: Workspace;
  readonly attempt: Attempt;
  /** In milliseconds. */
  readonly pause?: number;
  /** Told which files the project has, each time that they were looked at. */
  onList(paths: readonly string[]): void;
  /** One of the learner's own files was removed in the container. */
  onRemoved(paths: readonly string[]): void;
}

/**
 * Lays an attempt's project in the container, and keeps the attempt's texts and the container's files in step.
 *
 * Files that come and go while a project is being laid, and those of a container that has ended, are nobody's doing. So
 * what was read before that is thrown away, and nothing is believed until the project lies there again.
 * @returns ends it, at once
 */
export function syncFiles({ workspace, attempt, pause = PAUSE, ...events }: SyncOptions): () => void {
  const { exercise } = attempt;
  /** The texts that both sides had last. */
  let agreed = new Map<string, string>();
  /** Whether the container holds this exercise's project. */
  let believing = false;
  /** Counts what made worthless all that was read before. */
  let epoch = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking = false;
  let lookAgain = false;
  let opening = false;
  let openAgain = false;
  /** Files that were found absent or empty: a program may be about to write them. */
  let doubted = new Set<string>();
  let ended = false;

  function doubtAll(): number {
    believing = false;
    epoch += 1;
    return epoch;
  }

  function believe(laid: FileSet): void {
    const synced = (path: string): boolean =>
      attempt.$texts.get()[path] !== undefined || mayBeOwn(path, exercise);
    agreed = new Map(Object.entries(laid).filter(([path]) => synced(path)));
    doubted = new Set();
    believing = true;
    soon();
  }

  async function open(): Promise<void> {
    if (opening || ended) {
      openAgain = true;
      return;
    }
    opening = true;
    openAgain = false;
    // The state of the sandbox says why, where the learner looks.
    await workspace.open(exercise.id, attempt.files()).catch(() => undefined);
    opening = false;
    if (openAgain && !believing) void open();
  }

  function soon(): void {
    clearTimeout(timer);
    if (!ended) timer = setTimeout(look, pause);
  }

  async function look(): Promise<void> {
    lookAgain = looking;
    if (looking || !believing) return;
    looking = true;
    // The next change or laying has another look.
    await compare(epoch).catch(() => undefined);
    looking = false;
    if (lookAgain) soon();
  }

  async function compare(mine: number): Promise<void> {
    const stale = (): boolean => epoch !== mine;
    const paths = new Set(await workspace.list());
    const read = (path: string): Promise<string | null> =>
      paths.has(path) ? workspace.read(path).catch(() => null) : Promise.resolve(null);
    if (stale()) return;
    events.onList([...paths]);
    const own = [...paths].filter((path) => mayBeOwn(path, exercise));
    const removed: string[] = [];
    for (const path of new Set([...Object.keys(attempt.$texts.get()), ...agreed.keys(), ...own])) {
      const theirs = await read(path);
      if (stale()) return;
      // Another file's trouble is none of this one's.
      if (await settle(path, theirs).catch(() => false)) removed.push(path);
      if (stale()) return;
    }
    if (removed.length > 0) events.onRemoved(removed);
    const visited = attempt.$visit.get()?.path;
    if (visited === undefined) return;
    const text = await read(visited);
    if (!stale() && attempt.$visit.get()?.path === visited) attempt.updateVisit(text);
  }

  /** @returns whether the file was removed from the attempt */
  async function settle(path: string, theirs: string | null): Promise<boolean> {
    const mine = epoch;
    const agree = (text: string | null): void => {
      if (epoch !== mine) return;
      if (text === null) agreed.delete(path);
      else agreed.set(path, text);
    };
    const ours = attempt.$texts.get()[path] ?? null;
    const decision = reconcile({ ours, written: agreed.get(path) ?? null, theirs });
    if (decision === 'nothing') {
      doubted.delete(path);
      agree(ours);
    } else if (decision === 'write') {
      await put(path, ours);
      agree(ours);
    } else if (!theirs && ours && !doubted.has(path)) {
      doubted.add(path);
      soon();
    } else if (theirs === null) {
      doubted.delete(path);
      if (!attempt.isOwn(path)) {
        await put(path, ours);
        return false;
      }
      attempt.remove(path);
      agree(null);
      return true;
    } else if (ours !== null || (isKeepable(theirs) && attempt.problemWith(path) === null)) {
      doubted.delete(path);
      attempt.take(path, theirs);
      agree(theirs);
    }
    return false;
  }

  const put = (path: string, text: string | null): Promise<void> =>
    text === null ? workspace.remove(path) : workspace.write(path, text);

  const offs = [
    attempt.$texts.listen(soon),
    workspace.watch(soon),
    workspace.onLay(async ({ exercise: laid, files, done }) => {
      const mine = doubtAll();
      await done;
      if (epoch !== mine) return;
      if (laid === exercise.id) believe(files);
      else void open();
    }),
    workspace.onContainer((gone) => {
      doubtAll();
      gone.addEventListener('abort', doubtAll, { once: true });
      void open();
    }),
  ];
  if (!opening) void open();
  return () => {
    ended = true;
    doubtAll();
    clearTimeout(timer);
    for (const off of offs) off();
  };
}
