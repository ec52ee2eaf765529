import { atom } from 'nanostores';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SandboxError } from '../../sandbox/outcome.ts';
import type { RecordedExchange, SandboxState } from '../../sandbox/protocol.ts';
import { layerName } from '../../stack/layer-name.ts';
import type { Sandboxes } from '../workbench/sandboxes.ts';
import type { PlaygroundDraft } from './draft.ts';
import { createPlayground } from './playground.ts';
import { newLayer, startStack } from './start.ts';

const exchange: RecordedExchange = {
  request: { method: 'GET', path: '/' },
  response: { status: 200, reason: 'OK', headers: [], body: '', bytes: 0, cut: false },
  escaped: null,
  startUp: [],
  trace: [],
  moreEvents: 0,
  evidence: false,
};

function standIn(stored: PlaygroundDraft | null = null) {
  const sent: { files: Readonly<Record<string, string>>; request: unknown }[] = [];
  const sandboxes: Sandboxes = {
    state: () => atom<SandboxState>({ phase: 'idle' }),
    warm: async () => undefined,
    check: () => Promise.reject(new Error('nothing is checked here')),
    retry: async () => undefined,
    request: async (files, request) => {
      sent.push({ files, request });
      if (files['stack/layers.py']?.includes('def broken('))
        throw new SandboxError({
          kind: 'code',
          exception: 'SyntaxError',
          message: 'no',
          at: null,
          traceback: '',
        });
      return exchange;
    },
  };
  const $draft = atom(stored);
  const playground = createPlayground({ sandboxes, $draft: $draft as never, mayMove: () => false });
  return { playground, sent, $draft };
}

const names = ({ playground }: ReturnType<typeof standIn>) =>
  playground.$stack.get().middleware.map((layer) => layerName(layer).replace('Middleware', ''));

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('the playground', () => {
  it('begins with a stack that is played', () => {
    const { playground } = standIn();
    expect(playground.$problems.get()).toEqual([]);
    expect(playground.diagram.$played.get()).toMatchObject({
      ok: true,
      source: 'replica',
      run: { response: { status: 200 } },
    });
  });

  it('plays the list as it is put in order', () => {
    const room = standIn();
    const { playground } = room;
    const [, session] = playground.$layers.get();
    playground.move(session?.key ?? '', 0);
    expect(names(room).slice(0, 2)).toEqual(['Session', 'Security']);
    expect(playground.$announcement.get()).toBe('SessionMiddleware is now 1 of 8.');
    const played = playground.diagram.$played.get();
    expect(played.ok && played.run.trace.find((event) => event.kind === 'layer-entered')).toMatchObject({
      layer: 'SessionMiddleware',
    });
  });

  it('keeps the last picture while a stack can’t be played, and says why', () => {
    const { playground } = standIn();
    const before = playground.diagram.$played.get();
    const key = playground.add({ ...newLayer([]), own: 'no name' });
    expect(playground.$problems.get()[0]).toContain('must be a Python name');
    expect(playground.diagram.$played.get()).toBe(before);
    playground.remove(key);
    expect(playground.$problems.get()).toEqual([]);
  });

  it('says which layer the replica lacks', () => {
    const { playground } = standIn();
    playground.add({ shipped: 'django.middleware.gzip.GZipMiddleware' });
    expect(playground.diagram.$played.get()).toMatchObject({
      ok: false,
      problem: expect.stringContaining('GZipMiddleware'),
    });
  });
});

describe('the code', () => {
  it('is the stack’s own until it is edited, and goes to Django with the edits', async () => {
    const { playground, sent } = standIn();
    const written = playground.$written.get()['stack/layers.py'] ?? '';
    expect(written).toContain('class Stamp');
    playground.edit('stack/layers.py', `${written}# mine\n`);
    expect(playground.$edited.get()).toBe(true);
    await playground.runCode();
    expect(sent[0]?.files['stack/layers.py']).toBe(`${written}# mine\n`);
    expect(sent[0]?.request).toMatchObject({ method: 'GET', path: '/books/7/', server: 'wsgi' });
    expect(playground.$code.get()).toEqual({ kind: 'answered', exchange, stale: false });
    playground.edit('stack/layers.py', written);
    expect(playground.$edited.get()).toBe(false);
    expect(playground.$code.get()).toMatchObject({ stale: true });
  });

  it('that Django can’t run says why', async () => {
    const { playground } = standIn();
    playground.edit('stack/layers.py', 'def broken(:\n');
    await playground.runCode();
    expect(playground.$code.get()).toMatchObject({ kind: 'broken', reason: 'SyntaxError: no' });
  });
});

describe('what was built', () => {
  it('is opened again from its link, edits included', () => {
    const first = standIn();
    first.playground.add(newLayer([]));
    first.playground.edit('stack/views.py', '# mine\n');
    const second = standIn();
    second.playground.arrive(`#${first.playground.link()}`);
    expect(second.playground.$stack.get()).toEqual(first.playground.$stack.get());
    expect(second.playground.$edits.get()).toEqual({ 'stack/views.py': '# mine\n' });
    expect(second.playground.$notice.get()).toEqual({ kind: 'from-link', hasDraft: false });
  });

  it('is kept as a draft, which a damaged link doesn’t touch', () => {
    const first = standIn();
    first.playground.change({ request: { method: 'GET', path: '/gone/' } });
    expect(first.$draft.get()).toBe(null);
    vi.runAllTimers();
    const draft = first.$draft.get();
    expect(draft?.stack.request.path).toBe('/gone/');

    const second = standIn(draft);
    second.playground.arrive('');
    expect(second.playground.$stack.get().request.path).toBe('/gone/');

    const third = standIn(draft);
    third.playground.arrive('#1.damaged');
    expect(third.playground.$stack.get()).toEqual(startStack);
    expect(third.playground.$notice.get()).toMatchObject({ kind: 'bad-link' });
    third.playground.openDraft();
    expect(third.playground.$stack.get().request.path).toBe('/gone/');
    vi.runAllTimers();
    expect(third.$draft.get()).toBe(draft);
  });

  it('isn’t kept while it makes no sense', () => {
    const { playground, $draft } = standIn();
    playground.change({ request: { method: 'GET', path: 'no slash' } });
    vi.runAllTimers();
    expect($draft.get()).toBe(null);
  });
});
