import { describe, expect, it } from 'vitest';
import { createIsolation } from './isolate-page.ts';

const path = '/order/the-onion/compose-the-onion/';

function browser({ installs = true, stores = true } = {}) {
  const log: string[] = [];
  const stored = new Map<string, string>();
  const refuse = (): never => {
    throw new Error('Access is denied.');
  };
  const registrationOf = (script: string, scope: string) => {
    const worker = Object.assign(new EventTarget(), {
      state: 'installing',
      scriptURL: `https://x.test${script}`,
    });
    queueMicrotask(() => {
      worker.state = installs ? 'activated' : 'redundant';
      worker.dispatchEvent(new Event('statechange'));
    });
    const unregister = async () => log.push(`unregister ${scope}`) > 0;
    return {
      installing: worker,
      waiting: null,
      active: null,
      unregister,
    } as unknown as ServiceWorkerRegistration;
  };
  const running = (script: string, scope: string) =>
    ({
      active: { scriptURL: `https://x.test${script}` },
      scope: `https://x.test${scope}`,
      unregister: async () => log.push(`unregister ${script} of ${scope}`) > 0,
    }) as unknown as ServiceWorkerRegistration;
  const isolation = createIsolation(() => ({
    workers: {
      register: async (script, options) => {
        log.push(`register ${script} for ${options?.scope}`);
        return registrationOf(String(script), options?.scope ?? '');
      },
      getRegistrations: async () => [
        running('/isolate.js', path),
        running('/isolate.js', '/_astro/'),
        running('/another.js', '/'),
      ],
    },
    storage: {
      getItem: stores ? (key) => stored.get(key) ?? null : refuse,
      removeItem: (key) => void stored.delete(key),
      setItem: stores ? (key, value) => void stored.set(key, value) : refuse,
    },
    reload: () => log.push('reload'),
  }));
  return { isolation, log };
}

describe('a page is isolated', () => {
  it('by a service worker for itself and for its workers’ scripts, and a reload once it runs', async () => {
    const { isolation, log } = browser();
    expect(isolation.tried(path)).toBe(false);
    await isolation.isolate(path);
    expect(log).toEqual([`register /isolate.js for ${path}`, 'register /isolate.js for /_astro/', 'reload']);
  });

  it('once in a tab: what was tried is known after the reload, for each page by itself', async () => {
    const { isolation } = browser();
    await isolation.isolate(path);
    expect(isolation.tried(path)).toBe(true);
    expect(isolation.tried('/order/the-onion/other/')).toBe(false);
  });

  it('anew after it was isolated and is no more', async () => {
    const { isolation } = browser();
    await isolation.isolate(path);
    isolation.succeeded(path);
    expect(isolation.tried(path)).toBe(false);
  });

  it('never where the service worker can’t be installed, and that isn’t tried twice', async () => {
    const { isolation, log } = browser({ installs: false });
    await expect(isolation.isolate(path)).rejects.toThrow('/isolate.js could not be installed.');
    expect(log).not.toContain('reload');
    expect(isolation.tried(path)).toBe(true);
  });

  it('never where nothing could be remembered: it would be loaded for ever', async () => {
    const { isolation, log } = browser({ stores: false });
    expect(isolation.tried(path)).toBe(true);
    await expect(isolation.isolate(path)).rejects.toThrow('Access is denied.');
    expect(log).toEqual([]);
  });
});

describe('released, our service worker is gone, and no other,', () => {
  it('from pages and scripts', async () => {
    const { isolation, log } = browser();
    await isolation.release(false);
    expect(log).toEqual([`unregister /isolate.js of ${path}`, 'unregister /isolate.js of /_astro/']);
  });

  it('from pages alone while one of them is isolated by it: its workers still need it', async () => {
    const { isolation, log } = browser();
    await isolation.release(true);
    expect(log).toEqual([`unregister /isolate.js of ${path}`]);
  });
});
