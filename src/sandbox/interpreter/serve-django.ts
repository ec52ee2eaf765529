import { createBirpc } from 'birpc';
import type { RuntimeSource, SnapshotSource } from '../../django/boot.ts';
import { NotLoaded } from '../../django/groundwork.ts';
import { CodeStopped, createLimits } from '../../django/limits.ts';
import { openSite } from '../../django/open-site.ts';
import { PythonFailure } from '../../django/python-failure.ts';
import type { Site } from '../../django/site.ts';
import { type Outcome, outcomeOf, SandboxError } from '../outcome.ts';
import type { BootReport, FileSet } from '../protocol.ts';
import type { Door } from '../room.ts';
import type { Booted, DjangoVerbs, RoomEvents, Written } from './verbs.ts';
import { warmUp } from './warm-up.ts';

/** In bytes; a site with its base project has 45 MB. */
const OVERGROWN = 160 * 2 ** 20;

/** What a platform boots Django from. */
export interface DjangoPlatform {
  readonly source: RuntimeSource;
  /** Or why there is none, as a clause. */
  readonly snapshot: SnapshotSource | string;
  /** What a later room of the same page needs no longer load. @param booted what this one was booted from */
  shared(booted: BootReport['from']): Promise<unknown>;
  /** Does what can wait until all else is done. */
  settle?(): Promise<void>;
}

/**
 * Serves the Django interpreter's verbs at `door`, from inside its room.
 * @param platform from what an earlier room of the page shares; null in the first
 */
export function serveDjango(door: Door, platform: (shared: unknown) => Promise<DjangoPlatform>): void {
  const limits = createLimits({ onStopping: (at) => owner.stopping(at) });
  const base = Promise.withResolvers<FileSet>();
  let site: Site | null = null;
  let running = false;
  let needed = false;
  /** What the next start needs and isn't there. */
  let missing: NotLoaded | null = null;

  /** The site with `files` laid over the base project, started. */
  function startedWith(files: FileSet): Site {
    needed = true;
    if (site === null) throw new SandboxError({ kind: 'boot', detail: 'it was used before it was booted.' });
    running = false;
    site.start(files);
    running = true;
    return site;
  }

  function runningSite(): Site {
    return running && site !== null ? site : startedWith({});
  }

  function write(files: FileSet): Written {
    try {
      startedWith(files);
      return 'written';
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error;
      missing = error;
      return 'not loaded';
    }
  }

  async function boot(given: unknown): Promise<Booted> {
    const { source, snapshot, shared, settle } = await platform(given);
    const opened = await openSite({
      source: { ...source, limits },
      snapshot,
      base: base.promise,
      onStep: owner.step,
    });
    site = opened.site;
    const because = opened.withoutSnapshot;
    const report: BootReport = because === null ? { from: 'snapshot' } : { from: 'scratch', because };
    // A page that shares nothing only loads more.
    const kept = await shared(report.from).catch(() => null);
    // Later rooms of a page share what this one has compiled. The owner hears first that it is up.
    const rest = async (): Promise<void> => {
      if (given === null) await warmUp(opened.site, () => needed);
      await settle?.();
    };
    setTimeout(() => rest().catch(() => undefined));
    return { report, shared: kept };
  }

  /** The outcome of a verb that runs learner code, for `limit` milliseconds at most. */
  function perform<Value>(verb: string, limit: number, action: () => Value): Promise<Outcome<Value>> {
    return outcomeOf(() => {
      try {
        const value = limits.within(limit, action);
        if ((site?.memory() ?? 0) > OVERGROWN) owner.overgrown();
        return value;
      } catch (error) {
        // Whatever it was in the middle of: the next verb has the site started anew.
        if (error instanceof CodeStopped) running = false;
        throw learnersFault(error, verb);
      }
    });
  }

  const verbs: DjangoVerbs = {
    boot: (shared) => outcomeOf(() => boot(shared)),
    base: (files) =>
      outcomeOf(() => {
        base.resolve(files);
        return null;
      }),
    write: (files, limit) => perform('write', limit, () => write(files)),
    load: () =>
      outcomeOf(async () => {
        await missing?.load();
        return null;
      }),
    reset: () =>
      outcomeOf(() => {
        running = false;
        site?.putBack();
        return null;
      }),
    request: (request, limit) => perform('request', limit, () => runningSite().request(request)),
    manage: (args, limit) => perform('manage', limit, () => runningSite().manage(args)),
  };
  const owner = createBirpc<RoomEvents, DjangoVerbs>(verbs, {
    post: door.post,
    on: door.onMessage,
    eventNames: ['step', 'stopping', 'overgrown'],
  });
}

/** What Python raised is the learner's fault, not the interpreter's. */
function learnersFault(error: unknown, verb: string): unknown {
  if (error instanceof PythonFailure) return new SandboxError({ kind: 'code', ...error.error });
  if (error instanceof CodeStopped) {
    const { stop } = error;
    return new SandboxError(stop.kind === 'timeout' ? { ...stop, verb } : stop);
  }
  return error;
}
