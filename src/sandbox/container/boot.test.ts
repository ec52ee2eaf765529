import { afterEach, expect, test, vi } from 'vitest';
import type { BootOptions, Container, ContainerApi } from './api.ts';
import { createContainerSlot } from './boot.ts';

const never = new AbortController().signal;

function fakeApi(): ContainerApi & {
  boots: PromiseWithResolvers<Container>[];
  keys: string[];
  asked: BootOptions[];
} {
  const boots: PromiseWithResolvers<Container>[] = [];
  const keys: string[] = [];
  const asked: BootOptions[] = [];
  return {
    boots,
    keys,
    asked,
    configureAPIKey: (key) => keys.push(key),
    boot(options) {
      asked.push(options);
      const boot = Promise.withResolvers<Container>();
      boots.push(boot);
      return boot.promise;
    },
  };
}

function fakeContainer(): Container & { teardown: ReturnType<typeof vi.fn> } {
  return { teardown: vi.fn() } as unknown as Container & { teardown: ReturnType<typeof vi.fn> };
}

afterEach(() => vi.unstubAllGlobals());

test('whoever asks for the container meanwhile waits for the same boot', async () => {
  const api = fakeApi();
  const slot = createContainerSlot({ loadApi: async () => api, key: 'wc_api_1', coep: 'credentialless' });
  const steps: string[] = [];
  const both = [slot.boot(never, (step) => steps.push(step)), slot.boot(never)];
  await vi.waitFor(() => expect(api.boots).toHaveLength(1));
  const container = fakeContainer();
  api.boots[0]?.resolve(container);
  expect(await Promise.all([...both, slot.boot(never)])).toEqual([container, container, container]);
  expect(api.boots).toHaveLength(1);
  expect(api.asked).toEqual([{ coep: 'credentialless' }]);
  expect(steps).toEqual([
    'Loading the client of WebContainer',
    'Booting the WebContainer: waiting for its vendor, stackblitz.com',
  ]);
});

test('the licence key is given once, before the first boot of the page', async () => {
  const api = fakeApi();
  const slot = createContainerSlot({ loadApi: async () => api, key: 'wc_api_1' });
  for (const round of [0, 1]) {
    const booting = slot.boot(never);
    await vi.waitFor(() => expect(api.boots).toHaveLength(round + 1));
    expect(api.keys).toEqual(['wc_api_1']);
    api.boots[round]?.resolve(fakeContainer());
    await booting;
    slot.teardown();
  }
});

test('a boot that is refused is a fault with the vendor’s words, and the next one is another', async () => {
  const api = fakeApi();
  const slot = createContainerSlot({ loadApi: async () => api });
  const refused = slot.boot(never);
  await vi.waitFor(() => expect(api.boots).toHaveLength(1));
  api.boots[0]?.reject(new Error('Unable to create more instances'));
  await expect(refused).rejects.toMatchObject({
    fault: { kind: 'boot', network: true },
    message:
      'The interpreter could not start: the WebContainer is out of reach: its vendor\'s client says "Unable to create more instances".',
  });
  const next = slot.boot(never);
  await vi.waitFor(() => expect(api.boots).toHaveLength(2));
  const container = fakeContainer();
  api.boots[1]?.resolve(container);
  expect(await next).toBe(container);
});

test('a silent boot is a fault; the next attempt waits for it again, as another would queue behind it', async () => {
  const api = fakeApi();
  const slot = createContainerSlot({ loadApi: async () => api, limit: 10 });
  const fault = {
    kind: 'boot',
    network: true,
    detail:
      'the WebContainer is out of reach: its vendor, stackblitz.com, has not brought it up within 0.01 seconds.',
  };
  await expect(slot.boot(never)).rejects.toMatchObject({ fault });
  await expect(slot.boot(never)).rejects.toMatchObject({ fault });
  expect(api.boots).toHaveLength(1);
});

test('a container that comes when nobody waits any more is torn down', async () => {
  const api = fakeApi();
  const slot = createContainerSlot({ loadApi: async () => api });
  const abort = new AbortController();
  const booting = slot.boot(abort.signal);
  await vi.waitFor(() => expect(api.boots).toHaveLength(1));
  abort.abort(new Error('not any more'));
  await expect(booting).rejects.toThrow('not any more');
  const container = fakeContainer();
  api.boots[0]?.resolve(container);
  await vi.waitFor(() => expect(container.teardown).toHaveBeenCalledOnce());
});

test('a page that is not isolated is told at once', async () => {
  vi.stubGlobal('crossOriginIsolated', false);
  const slot = createContainerSlot({ loadApi: async () => fakeApi() });
  await expect(slot.boot(never)).rejects.toThrow(
    "The interpreter could not start: this page isn't cross-origin isolated. Reload it.",
  );
});

test('a client that can’t be loaded is asked for again', async () => {
  const api = fakeApi();
  const loads = [() => Promise.reject(new Error('Failed to fetch')), async () => api];
  const slot = createContainerSlot({ loadApi: () => (loads.shift() ?? (async () => api))() });
  await expect(slot.boot(never)).rejects.toThrow(
    'the WebContainer is out of reach: its client could not be loaded (Failed to fetch).',
  );
  const booting = slot.boot(never);
  await vi.waitFor(() => expect(api.boots).toHaveLength(1));
  api.boots[0]?.resolve(fakeContainer());
  await booting;
});
