import { SandboxError } from '../outcome.ts';
import type { Container, ContainerApi, EmbedderPolicy } from './api.ts';
import { within } from './within.ts';

/** A boot that is silent for that long has failed: in milliseconds. */
export const BOOT_LIMIT = 30_000;

export interface SlotOptions {
  loadApi(): Promise<ContainerApi>;
  /** The site's licence key, if it has one. */
  readonly key?: string;
  readonly coep?: EmbedderPolicy;
  /** In milliseconds. */
  readonly limit?: number;
}

/** The one place for a container that a page has. */
export interface ContainerSlot {
  /**
   * The page's container: boots it if there is none. Whoever asks meanwhile waits for the same boot.
   * @throws {SandboxError} a `boot` fault when it failed, or was silent for too long
   */
  boot(signal: AbortSignal, onStep?: (step: string) => void): Promise<Container>;
  /** Ends the container, and frees the place for another one. Harmless without one. */
  teardown(): void;
}

export function createContainerSlot(options: SlotOptions): ContainerSlot {
  const { limit = BOOT_LIMIT } = options;
  /** The vendor's boot, under way or done. A silent one stays: another would only queue behind it. */
  let boot: Promise<Container> | null = null;
  let booted: Container | null = null;
  let waiting = 0;
  let api: Promise<ContainerApi> | null = null;

  async function loadApi(): Promise<ContainerApi> {
    try {
      const loaded = await options.loadApi();
      if (options.key !== undefined) loaded.configureAPIKey(options.key);
      return loaded;
    } catch (error) {
      api = null;
      throw unreachable(`its client could not be loaded (${messageOf(error)}).`);
    }
  }

  async function start(onStep: (step: string) => void): Promise<Container> {
    try {
      onStep('Loading the client of WebContainer');
      api ??= loadApi();
      const vendor = await api;
      onStep('Booting the WebContainer: waiting for its vendor, stackblitz.com');
      booted = await vendor.boot(options.coep === undefined ? {} : { coep: options.coep });
    } catch (error) {
      boot = null;
      if (error instanceof SandboxError) throw error;
      throw unreachable(`its vendor's client says "${messageOf(error)}".`);
    }
    // Everybody has gone: a container that nobody uses only takes memory.
    if (waiting === 0) teardown();
    return booted ?? Promise.reject(new SandboxError({ kind: 'closed' }));
  }

  function teardown(): void {
    if (booted === null) return;
    const ending = booted;
    booted = null;
    boot = null;
    ending.teardown();
  }

  return {
    teardown,
    async boot(signal, onStep = () => undefined) {
      signal.throwIfAborted();
      demandIsolation();
      waiting += 1;
      try {
        boot ??= start(onStep);
        return await within(boot, {
          signal,
          milliseconds: limit,
          late: () =>
            unreachable(`its vendor, stackblitz.com, has not brought it up within ${limit / 1000} seconds.`),
        });
      } finally {
        waiting -= 1;
      }
    },
  };
}

/** Without it the vendor's `boot` would only hang. Node has no such notion. */
function demandIsolation(): void {
  if (globalThis.crossOriginIsolated !== false) return;
  throw new SandboxError({ kind: 'boot', detail: "this page isn't cross-origin isolated. Reload it." });
}

function unreachable(why: string): SandboxError {
  return new SandboxError({
    kind: 'boot',
    detail: `the WebContainer is out of reach: ${why}`,
    network: true,
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
