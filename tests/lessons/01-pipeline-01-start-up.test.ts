/** What the lesson 01-pipeline/01-start-up says, and its exercise calls Django's answer, is what real Django does. */
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase, readFiles, root } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';
import { DEFAULT_DEADLINES } from '../../src/sandbox/interpreter/host.ts';
import type { FileSet } from '../../src/sandbox/protocol.ts';
import { djangoPlays } from '../exercises/01-pipeline/app-registry/django.ts';
import type { Scene } from '../exercises/01-pipeline/app-registry/scene.ts';
import { scenes } from '../exercises/01-pipeline/app-registry/scenes.ts';

// Most starts here begin from nothing, and this machine may be busy.
const deadlines = { ...DEFAULT_DEADLINES, verb: 60_000 };
const host = createInterpreterHost('django', {
  driver: nodeDriver,
  loadBase: () => loadBase('django'),
  deadlines,
});
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
afterAll(() => host.close());

const base = await loadBase('django');
const lesson = await readFiles('content/01-pipeline/01-start-up/site');
const text = await readFile(new URL('content/01-pipeline/01-start-up.mdx', root), 'utf8');
const welcome = { method: 'GET', path: '/welcome/' } as const;
const both = withSettings(lesson, 'MIDDLEWARE = ["shop.layers.Outer", "shop.layers.Inner"]');

describe('the lesson’s project', () => {
  test('prints what the lesson shows, at its start and at its first two requests', async () => {
    await start(both);
    const [atStart, first, second] = [...text.matchAll(/```text\n(.*?)```/gs)].map(([, block]) => block);
    expect((await django.request(welcome)).output).toBe(`${atStart}${first}`);
    expect((await django.request(welcome)).output).toBe(second);
  });

  test('runs ready() once, whatever comes after', async () => {
    await start(both);
    const outputs = [
      (await django.request(welcome)).output,
      await shell('import django; django.setup(); django.setup()'),
      (await django.request(welcome)).output,
    ];
    expect(outputs.join('').split('ShopConfig.ready() runs')).toHaveLength(2);
  });

  test('runs ready() again when a test changes INSTALLED_APPS, and imports no module again', async () => {
    await start(both);
    await django.request(welcome);
    const again = await shell(
      'from django.conf import settings\n' +
        'from django.test import override_settings\n' +
        'with override_settings(INSTALLED_APPS=[*settings.INSTALLED_APPS]): pass',
    );
    expect(again).toBe('ShopConfig.ready() runs\n');
  });

  test('builds the middleware once for each handler and each test client', async () => {
    await start(both);
    await django.request(welcome);
    const built = 'Inner.__init__() runs\nOuter.__init__() runs\n';
    expect((await django.request({ ...welcome, server: 'asgi' })).output).toContain(built);
    expect(
      await shell('from django.test import Client; Client().get("/welcome/", HTTP_HOST="localhost")'),
    ).toContain(built);
  });
});

describe('what breaks when', () => {
  test('a typo in MIDDLEWARE stops the start', async () => {
    const typo = withSettings(base, 'MIDDLEWARE = ["shop.middleware.NoSuchLayer"]');
    await expect(start(typo)).rejects.toThrow(/No module named 'shop.middleware'/);
  });

  test('check builds no middleware, and finds no typo there', async () => {
    await start(base);
    await shell(
      'from django.conf import settings\n' +
        'from django.core.management import call_command\n' +
        'settings.MIDDLEWARE = [*settings.MIDDLEWARE, "shop.middleware.NoSuchLayer"]\n' +
        'call_command("check")',
    );
  });

  test('a factory that forgets its return does too', async () => {
    const { 'shop/layers.py': layers = '' } = lesson;
    const forgetful = withSettings(base, 'MIDDLEWARE = ["shop.layers.forgets_to_return"]');
    await expect(start({ ...forgetful, 'shop/layers.py': layers })).rejects.toThrow(
      'Middleware factory shop.layers.forgets_to_return returned None.',
    );
  });

  test('a typo in ROOT_URLCONF waits for a request, and then leaves Django; check finds it', async () => {
    await start(withSettings(base, 'ROOT_URLCONF = "bookshop.ulrs"'));
    const { response, escaped } = await django.request({ method: 'GET', path: '/books/' });
    expect(response).toBeNull();
    expect(escaped).toMatchObject({
      exception: 'ModuleNotFoundError',
      message: "No module named 'bookshop.ulrs'",
    });
    expect(await django.manage(['check'])).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining("No module named 'bookshop.ulrs'"),
    });
  });

  test('an import at the top of apps.py comes too early for models', async () => {
    const apps = `from shop import signals\n${base['shop/apps.py']}`;
    const { 'shop/signals.py': signals = '' } = lesson;
    await expect(start({ ...base, 'shop/apps.py': apps, 'shop/signals.py': signals })).rejects.toThrow(
      "Apps aren't loaded yet.",
    );
  });

  test('a query in ready() finds no table on a new machine', async () => {
    const apps = `${base['shop/apps.py']}
    def ready(self):
        from shop.models import Book
        list(Book.objects.all())
`;
    await expect(start({ ...base, 'shop/apps.py': apps })).rejects.toThrow('no such table: shop_book');
  });
});

test('it is the admin that imports each app’s admin module', async () => {
  const imported = 'import sys; print("shop.admin" in sys.modules)';
  await start(base);
  expect(await shell(imported)).toBe('True\n');
  await start(withSettings(base, 'INSTALLED_APPS.remove("django.contrib.admin")'));
  expect(await shell(imported)).toBe('False\n');
});

test('a signal knows a receiver by the function, or by its dispatch_uid, and keeps none alive', async () => {
  await start(base);
  const count = `
from django.dispatch import Signal

calls = []

def same(**kwargs):
    calls.append(1)

def connect(signal, **options):
    def another(**kwargs):
        calls.append(1)
    signal.connect(another, **options)

def count(connect_one):
    calls.clear()
    signal = Signal()
    for _ in range(2):
        connect_one(signal)
    signal.send(None)
    return len(calls)

print([
    count(lambda signal: signal.connect(same)),
    count(lambda signal: connect(signal, weak=False)),
    count(lambda signal: connect(signal, weak=False, dispatch_uid="one")),
    count(connect),
])
`;
  expect(await shell(`exec(${JSON.stringify(count)}, {})`)).toBe('[1, 2, 1, 0]\n');
});

test('a receiver made in ready() and held by nobody is gone at once, or when garbage is collected', async () => {
  await start(base);
  const count = `
import gc
from django.db.models.signals import post_save
from shop.models import Author

calls = []

def ready(sender):
    def announce(**kwargs):
        calls.append(1)
    post_save.connect(announce, sender=sender)

def count():
    calls.clear()
    post_save.send(Author)
    return len(calls)

gc.disable()
ready(Author)
found = [count()]
ready("shop.Author")
found.append(count())
gc.collect()
print([*found, count()])
gc.enable()
`;
  expect(await shell(`exec(${JSON.stringify(count)}, {})`)).toBe('[0, 1, 0]\n');
});

test('any project starts on Django’s registry as the exercise app-registry says', async () => {
  const played = fc.sample(scenes, { seed: 5, numRuns: 150 });
  const plain: Scene = {
    apps: [
      {
        name: 'reports',
        label: null,
        models: [],
        does: { phase: 'ready', what: { ask: 'model', label: 'shop', model: 'book' } },
      },
      { name: 'shop', label: null, models: ['Book'], does: null },
    ],
    asks: [{ ask: 'populate' }, { ask: 'populate' }],
    second: null,
  };
  const askedByName: Scene = {
    apps: [{ name: 'vendor.stock', label: 'market', models: [], does: null }],
    asks: [
      { ask: 'populate' },
      ...['vendor.stock', 'stock', 'Vendor.Stock', 'market'].map(
        (label) => ({ ask: 'app-config', label }) as const,
      ),
    ],
    second: null,
  };
  const nobody: Scene = { apps: [], asks: [{ ask: 'populate' }, { ask: 'populate' }], second: null };
  await start(await readFiles('tests/lessons/01-pipeline-01-start-up'));
  for (const some of inBatches([plain, askedByName, nobody, ...played])) {
    const happened = JSON.parse(
      await shell(`from shop.played import play; play(${JSON.stringify(JSON.stringify(some))})`),
    );
    expect(happened).toEqual(some.map(({ apps, asks }) => djangoPlays(apps, asks)));
  }
});

/** What a command prints is cut at 64 kB. */
function* inBatches(all: readonly Scene[]): Generator<readonly Scene[]> {
  for (let from = 0; from < all.length; from += 25) yield all.slice(from, from + 25);
}

/** What Python prints that is run in the site's process. */
async function shell(code: string): Promise<string> {
  const { exitCode, output } = await django.manage(['shell', '--no-imports', '-c', code]);
  expect(exitCode, output).toBe(0);
  return output;
}

async function start(files: FileSet): Promise<void> {
  await django.reset();
  await django.write(files);
}

/** Settings that end in `line`. */
function withSettings(files: FileSet, line: string): FileSet {
  const settings = files['bookshop/settings.py'] ?? base['bookshop/settings.py'];
  return { ...files, 'bookshop/settings.py': `${settings}\n${line}\n` };
}
