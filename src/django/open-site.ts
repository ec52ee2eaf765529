import { bootRuntime, type RuntimeSource, restoreGroundwork, type SnapshotSource } from './boot.ts';
import { type Files, type Groundwork, layGroundwork } from './groundwork.ts';
import { createSite, type Site } from './site.ts';
import { isSame } from './start.ts';
import { Unreachable } from './unreachable.ts';

export interface OpenSite {
  readonly source: RuntimeSource;
  /** Or why there is none, as a clause. */
  readonly snapshot: SnapshotSource | string;
  /** The base project, which may come later. */
  readonly base: Promise<Files>;
  /** Told in words what is being done. */
  onStep(step: string): void;
}

export interface OpenedSite {
  readonly site: Site;
  /** Why it was booted from nothing, as a clause; null when it was restored from a snapshot. */
  readonly withoutSnapshot: string | null;
}

/**
 * A site that can be started: from a snapshot if there is one that fits, else from nothing.
 * @throws {Unreachable} when something could not be fetched for want of a connection
 */
export async function openSite(options: OpenSite): Promise<OpenedSite> {
  const { source, base, onStep } = options;
  const [groundwork, because] = await restored(options);
  if (groundwork !== null) return { site: createSite(groundwork), withoutSnapshot: null };
  const runtime = await bootRuntime(source, onStep);
  onStep('Preparing the bookshop');
  return { site: createSite(layGroundwork(runtime, await base)), withoutSnapshot: because };
}

async function restored({
  source,
  snapshot,
  base,
  onStep,
}: OpenSite): Promise<readonly [Groundwork, null] | readonly [null, string]> {
  if (typeof snapshot === 'string') return [null, snapshot];
  onStep('Loading Python and Django');
  try {
    const groundwork = await restoreGroundwork(source, snapshot);
    if (isSame(groundwork.base.files, await base)) return [groundwork, null];
    return [null, 'the snapshot is of another version of the bookshop'];
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    return [null, `the snapshot could not be used (${error instanceof Error ? error.message : error})`];
  }
}
