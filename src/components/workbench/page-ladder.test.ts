import { atom } from 'nanostores';
import { describe, expect, it } from 'vitest';
import { SandboxError } from '../../sandbox/outcome.ts';
import type { Report, SandboxState } from '../../sandbox/protocol.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { createFakeWorkspace } from '../container/fake-workspace.ts';
import type { SandboxKind } from './ladder.ts';
import { createPageLadder } from './page-ladder.ts';
import { createSandboxes } from './sandboxes.ts';
import { createSession } from './session.ts';
import type { ExerciseView } from './view.ts';

const exercise: ExerciseView = {
  id: '02-order/compose-the-onion',
  url: '/order/the-onion/compose-the-onion/',
  title: 'Compose the onion',
  task: '',
  track: 'rebuild',
  minutes: 1,
  hints: [],
  files: {},
  taken: [],
  shown: [{ path: 'onion.ts', text: 'start\n', editable: true, html: '' }],
};
const machine = { saveData: false, connection: null, memory: null };
const surroundings = {
  isolated: true,
  framed: false,
  secure: true,
  sharedMemory: true,
  webAssembly: true,
  workers: true,
  serviceWorkers: true,
  memory: null,
  iOS: false,
  wait: null,
};

/** A page on which the WebContainer boots when the test says so. */
function page(isolated = true) {
  const log: string[] = [];
  const boots: PromiseWithResolvers<void>[] = [];
  const verdict: Report = { verdict: 'failed', tests: [], output: '', milliseconds: 1 };

  function standIn(name: string, boot: Promise<void>, fail?: (error: Error) => void): Sandbox {
    const state = atom<SandboxState>({ phase: 'idle' });
    const ready = async (): Promise<void> => {
      await boot;
      state.set({ phase: 'ready' });
    };
    return {
      state,
      warm: ready,
      async check(_, files) {
        await ready();
        log.push(`${name} checks ${files['onion.ts']?.trim()}`);
        return verdict;
      },
      request: () => Promise.reject(new Error('no')),
      async close() {
        log.push(`${name} closes`);
        fail?.(new SandboxError({ kind: 'closed' }));
      },
    };
  }

  const $choice = atom<SandboxKind | null>(null);
  let tried = false;
  const ladder = createPageLadder({
    policy: 'offer',
    isolatedAddress: true,
    $choice,
    look: () => ({ ...surroundings, isolated }),
    isolation: {
      tried: () => tried,
      succeeded: () => void log.push('is isolated'),
      async isolate(path) {
        log.push(`isolate ${path}`);
        tried = true;
        throw new Error('no service worker today');
      },
      release: async () => void log.push('release'),
    },
    embedded: async () => standIn('embedded', Promise.resolve()),
    container: async () => {
      const boot = Promise.withResolvers<void>();
      boot.promise.catch(() => undefined);
      boots.push(boot);
      return { ...standIn('container', boot.promise, boot.reject), workspace: createFakeWorkspace() };
    },
    path: () => exercise.url,
  });
  const session = createSession([exercise], exercise.id, createSandboxes(ladder.open), () => machine, ladder);
  return { session, ladder, $choice, boots, log };
}

const silent = new SandboxError({ kind: 'boot', detail: 'its vendor is silent.' });
const edit = (session: ReturnType<typeof createSession>, text: string): void =>
  session.attemptOf(exercise.id).edit('onion.ts', text);

describe('a learner who chooses', () => {
  it('nothing has the page’s own sandbox, and no container is opened', async () => {
    const { session, boots, log } = page();
    await session.check();
    expect(log).toEqual(['embedded checks start']);
    expect(boots).toEqual([]);
  });

  it('before anything runs starts nothing by it', () => {
    const { session, $choice, boots } = page();
    session.choose('container');
    expect($choice.get()).toBe('container');
    expect(session.$ladder.get().use).toBe('container');
    expect(boots).toEqual([]);
  });

  it('in another tab keeps what runs in this one', () => {
    const { session, $choice } = page();
    $choice.set('container');
    expect(session.$ladder.get().use).toBe('embedded');
  });

  it('the other one while this one runs has it in its place', async () => {
    const { session, boots, log } = page();
    await session.check();
    session.choose('container');
    await expect.poll(() => boots).toHaveLength(1);
    expect(log).toEqual(['embedded checks start', 'embedded closes']);
    boots[0]?.resolve();
    await session.check();
    expect(log.at(-1)).toBe('container checks start');
  });

  it('the page’s own while a check waits for the container has that check run there', async () => {
    const { session, boots, log } = page();
    session.choose('container');
    const check = session.check();
    await expect.poll(() => boots).toHaveLength(1);
    session.choose('embedded');
    await check;
    expect(log).toEqual(['release', 'container closes', 'embedded checks start']);
    expect(session.attemptOf(exercise.id).$check.get()).toMatchObject({ kind: 'judged', stale: false });
  });
});

describe('a container that does not boot', () => {
  it('leaves the check to the page’s own sandbox, and what was typed meanwhile where it is', async () => {
    const { session, $choice, boots, log } = page();
    session.choose('container');
    const check = session.check();
    await expect.poll(() => boots).toHaveLength(1);
    edit(session, 'typed during the boot\n');
    boots[0]?.reject(silent);
    await check;
    expect(log).toEqual(['container closes', 'embedded checks start']);
    expect(session.attemptOf(exercise.id).$check.get()).toMatchObject({ kind: 'judged', stale: true });
    expect(session.attemptOf(exercise.id).files()['onion.ts']).toBe('typed during the boot\n');
    expect(session.$ladder.get()).toMatchObject({
      use: 'embedded',
      because: 'its vendor is silent',
      instead: true,
      others: [{ remedy: 'retry' }],
    });
    expect($choice.get()).toBe('container');
  });

  it('is tried again when it is chosen again', async () => {
    const { session, boots, log } = page();
    session.choose('container');
    const check = session.check();
    await expect.poll(() => boots).toHaveLength(1);
    boots[0]?.reject(silent);
    await check;
    session.choose('container');
    await expect.poll(() => boots).toHaveLength(2);
    boots[1]?.resolve();
    await session.check();
    expect(log.at(-1)).toBe('container checks start');
  });
});

describe('the workspace', () => {
  it('is there once the container is opened, and no longer than it is used', async () => {
    const { session, ladder, boots } = page();
    const told: boolean[] = [];
    ladder.$workspace.subscribe((workspace) => void told.push(workspace !== null));
    session.choose('container');
    expect(told).toEqual([false]);
    const check = session.check();
    await expect.poll(() => boots).toHaveLength(1);
    expect(told).toEqual([false, true]);
    session.choose('embedded');
    expect(told).toEqual([false, true, false]);
    await check;
    expect(told).toEqual([false, true, false]);
  });

  it('goes when the container is given up', async () => {
    const { session, ladder, boots } = page();
    session.choose('container');
    const check = session.check();
    await expect.poll(() => boots).toHaveLength(1);
    expect(ladder.$workspace.get()).not.toBeNull();
    boots[0]?.reject(silent);
    await check;
    expect(ladder.$workspace.get()).toBeNull();
  });
});

describe('a page that its host doesn’t isolate', () => {
  it('is loaded once more for who chose the container, and says so when that is in vain', async () => {
    const { session, log } = page(false);
    await session.isolate();
    expect(log).toEqual([]);
    session.choose('container');
    await session.isolate();
    await session.isolate();
    expect(log).toEqual([`isolate ${exercise.url}`]);
    expect(session.$ladder.get()).toMatchObject({
      use: 'embedded',
      because: 'the page could not be isolated from other sites, which a WebContainer needs',
      instead: true,
    });
  });

  it('may be tried again once it was isolated', async () => {
    const { session, log } = page();
    await session.isolate();
    expect(log).toEqual(['is isolated']);
  });
});
