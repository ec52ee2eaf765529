/** A site that is restored from a snapshot is the site that a boot from nothing makes. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceEvent } from '../trace/events.ts';
import { readBaseProject } from './base-project.ts';
import type { SnapshotSource } from './boot.ts';
import { repositoryFolder } from './cache.ts';
import type { Exchange } from './exchange.ts';
import { type Files, NotLoaded } from './groundwork.ts';
import { nodeRuntimeSource } from './node-source.ts';
import { openSite } from './open-site.ts';
import type { Site } from './site.ts';
import { buildSnapshot, findSnapshot } from './snapshot/build.ts';
import { Unreachable } from './unreachable.ts';

const source = nodeRuntimeSource();
const base = await readBaseProject();
let snapshot: SnapshotSource;

beforeAll(async () => {
  await buildSnapshot({ source, project: base });
  const found = await findSnapshot(source, base);
  if (found === null) throw new Error('The snapshot that was just made is not found.');
  snapshot = found;
}, 240_000);

function open(from: SnapshotSource | string, project: Files = base) {
  return openSite({ source, snapshot: from, base: Promise.resolve(project), onStep: () => undefined });
}

/** Starts the site, and loads what that takes. */
async function start(site: Site, files: Files): Promise<void> {
  try {
    site.start(files);
  } catch (error) {
    if (!(error instanceof NotLoaded)) throw error;
    await error.load();
    site.start(files);
  }
}

/** Of an exchange what doesn't depend on the clock. */
function timeless({ trace, startUp, ...rest }: Exchange): unknown {
  const without = (event: TraceEvent) => ({ ...event, milliseconds: 0 });
  return { ...rest, trace: trace.map(without), startUp: startUp.map(without) };
}

function printed(site: Site, code: string): string {
  const { exitCode, output } = site.manage(['shell', '--no-imports', '-c', code]);
  if (exitCode !== 0) throw new Error(output);
  return output;
}

const paths = ['/books/', '/books/1/', '/authors/1/', '/orders/', '/books', '/no-such-page/'];

describe('restored from the snapshot', () => {
  let restored: Site;
  let booted: Site;

  beforeAll(async () => {
    const fromSnapshot = await open(snapshot);
    expect(fromSnapshot.withoutSnapshot).toBeNull();
    restored = fromSnapshot.site;
    booted = (await open('nobody wants one')).site;
  }, 120_000);

  test.for(['wsgi', 'asgi'] as const)('it answers over %s as one booted from nothing does', (server) => {
    for (const path of paths) {
      const [one, other] = [restored, booted].map((site) => {
        site.start({});
        return timeless(site.request({ method: 'GET', path, server }));
      });
      expect(one, path).toEqual(other);
    }
  });

  test('Python finds modules and its environment alike', () => {
    const code =
      'import os, sys; print(sys.path, sorted(os.environ.items()), os.getcwd(), sys.argv[:1], sys.executable)';
    const [one, other] = [restored, booted].map((site) => {
      site.start({});
      return printed(site, code);
    });
    expect(one).toBe(other);
  });

  test('changed settings have the effect that they have on a start from nothing', async () => {
    const settings = (base['bookshop/settings.py'] ?? '')
      .replace('    "django.middleware.security.SecurityMiddleware",\n', '')
      .concat('\nX_FRAME_OPTIONS = "SAMEORIGIN"\nDEBUG_PROPAGATE_EXCEPTIONS = True\nOURS = ["new"]\n');
    const adopted = { 'bookshop/settings.py': settings };
    const fromNothing = { ...adopted, 'shop/models.py': `${base['shop/models.py']}\n# changed\n` };
    const dump =
      'from django.conf import settings; print({n: repr(getattr(settings, n)) for n in dir(settings) if n.isupper()})';
    const seen: unknown[] = [];
    for (const files of [adopted, fromNothing]) {
      await start(restored, files);
      const exchange = restored.request({ method: 'GET', path: '/books/' });
      expect(exchange.response?.headers).toContainEqual(['X-Frame-Options', 'SAMEORIGIN']);
      seen.push([timeless(exchange), printed(restored, dump)]);
    }
    expect(seen[0]).toEqual(seen[1]);
  });

  test('settings that migrating or seeding has read are not adopted', async () => {
    const settings = `${base['bookshop/settings.py']}\nDEBUG = True\nLANGUAGE_CODE = "de"\n`;
    await start(restored, { 'bookshop/settings.py': settings });
    const code = 'from django.conf import settings; print(settings.DEBUG, settings.LANGUAGE_CODE)';
    expect(printed(restored, code)).toBe('True de\n');
  });
});

describe('a snapshot that can’t be used is done without', () => {
  const half = async () => {
    const content = await snapshot.snapshot();
    return content.subarray(0, content.length / 2);
  };
  const damaged = async () => (await snapshot.snapshot()).fill(0, 0, 4096);
  const otherBuild = async () => ({ ...(await snapshot.index()), bytes: 1024 });

  test.for([
    [
      'is cut short',
      () => ({ ...snapshot, snapshot: half }),
      base,
      /^the snapshot could not be used \(The snapshot has \d+ bytes instead of \d+\.\)$/,
    ],
    ['is damaged', () => ({ ...snapshot, snapshot: damaged }), base, /^the snapshot could not be used \(/],
    [
      'has another length',
      () => ({ ...snapshot, index: otherBuild }),
      base,
      /^the snapshot could not be used \(/,
    ],
    [
      'is of another project',
      () => snapshot,
      { ...base, 'shop/extra.py': '' },
      /^the snapshot is of another version of the bookshop$/,
    ],
  ] as const)('when it %s', { timeout: 120_000 }, async ([, from, project, because]) => {
    const { site, withoutSnapshot } = await open(from(), project);
    expect(withoutSnapshot).toMatch(because);
    site.start({});
    expect(site.request({ method: 'GET', path: '/books/' }).response?.status).toBe(200);
  });

  test('but a lost connection is no reason to do without', async () => {
    const lost = { ...snapshot, snapshot: () => Promise.reject(new Unreachable('The snapshot')) };
    await expect(open(lost)).rejects.toThrow('The snapshot could not be fetched. Look at your connection.');
  });
});

test('it holds no path of the machine that made it', async () => {
  const content = Buffer.from(await snapshot.snapshot());
  expect(content.includes(repositoryFolder)).toBe(false);
});
