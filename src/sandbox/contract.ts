import { expect } from 'vitest';
import { createInterpreterClient } from './interpreter/client.ts';
import { createInterpreterHost } from './interpreter/create-host.ts';
import type { AnyInterpreter, FileSet, Track } from './protocol.ts';
import type { Driver } from './room.ts';

/** Short, because a case waits for it; a verb of the contract's takes milliseconds. */
const DEADLINE = 3_000;

/** What a platform brings to the contract. */
export interface Platform {
  readonly driver: Driver;
  loadBase(track: Track): Promise<FileSet>;
}

/** One promise of the sandbox, and how it is tried. */
export interface ContractCase {
  readonly title: string;
  readonly track: Track;
  try(interpreter: AnyInterpreter): Promise<void>;
}

/** An interpreter of a track, as the contract tries it. The cases of a track share one, in their order. */
export function openForContract(platform: Platform, track: Track): AnyInterpreter {
  const { perform } = createInterpreterHost(track, {
    driver: platform.driver,
    loadBase: () => platform.loadBase(track),
    deadlines: { boot: 120_000, verb: DEADLINE },
  });
  return createInterpreterClient(perform);
}

const HELLO_VIEW = `
from django.http import HttpResponse
from shop.models import Review

seen = []

def book_list(request):
    seen.append(request.path)
    print("hello from the view")
    Review.objects.all().delete()
    return HttpResponse(f"{len(seen)} seen")
`;

const HELLO_URLS = `
from django.urls import path
from shop import views

urlpatterns = [path("books/", views.book_list)]
`;

const BOOKS = { method: 'GET', path: '/books/' } as const;

const DJANGO_CASES: readonly Omit<ContractCase, 'track'>[] = [
  {
    title: 'the base project answers before anything is written',
    async try(interpreter) {
      const { response, trace } = await interpreter.request(BOOKS);
      expect(response?.status).toBe(200);
      expect(trace.map(({ kind }) => kind)).toContain('query');
    },
  },
  {
    title: 'a written file decides what the site answers, and its output is captured',
    async try(interpreter) {
      await interpreter.write({ 'bookshop/urls.py': HELLO_URLS, 'shop/views.py': HELLO_VIEW });
      const { response, output } = await interpreter.request(BOOKS);
      expect(new TextDecoder().decode(response?.body)).toBe('1 seen');
      expect(output).toBe('hello from the view\n');
    },
  },
  {
    title: 'a reset leaves no module state, no file and no row behind',
    async try(interpreter) {
      const files = { 'bookshop/urls.py': HELLO_URLS, 'shop/views.py': HELLO_VIEW };
      const countReviews = [
        'shell',
        '--no-imports',
        '-c',
        'from shop.models import Review; print(Review.objects.count())',
      ];
      const before = (await interpreter.manage(countReviews)).output;
      await interpreter.write(files);
      await interpreter.request(BOOKS);
      expect((await interpreter.manage(countReviews)).output).toBe('0\n');
      await interpreter.reset();
      expect((await interpreter.manage(countReviews)).output).toBe(before);
      await interpreter.write(files);
      const { response } = await interpreter.request(BOOKS);
      expect(new TextDecoder().decode(response?.body)).toBe('1 seen');
    },
  },
  {
    title: 'a management command gives its output and its exit code',
    async try(interpreter) {
      const shown = await interpreter.manage(['showmigrations', 'shop']);
      expect(shown).toEqual({ exitCode: 0, output: expect.stringContaining('[X] 0001_initial') });
      const unknown = await interpreter.manage(['migrat']);
      expect(unknown).toEqual({ exitCode: 1, output: expect.stringContaining("Unknown command: 'migrat'") });
    },
  },
  {
    title: 'a syntax error is a code fault at its line',
    async try(interpreter) {
      await expect(
        interpreter.write({ 'shop/views.py': 'import os\ndef book_list(request:\n' }),
      ).rejects.toMatchObject({
        fault: { kind: 'code', exception: 'SyntaxError', at: { file: 'shop/views.py', line: 2 } },
      });
    },
  },
  {
    title: 'an import error is a code fault at its line',
    async try(interpreter) {
      await expect(
        interpreter.write({ 'shop/models.py': '\nimport no_such_module\n' }),
      ).rejects.toMatchObject({
        fault: {
          kind: 'code',
          exception: 'ModuleNotFoundError',
          message: "No module named 'no_such_module'",
          at: { file: 'shop/models.py', line: 2, text: 'import no_such_module' },
        },
      });
    },
  },
  {
    title: 'a verb that outlives its deadline is a timeout, and the next one finds a new interpreter',
    async try(interpreter) {
      const loop = HELLO_VIEW.replace('seen.append(request.path)', 'while True: pass');
      await interpreter.write({ 'bookshop/urls.py': HELLO_URLS, 'shop/views.py': loop });
      await expect(interpreter.request(BOOKS)).rejects.toMatchObject({
        fault: { kind: 'timeout', verb: 'request', milliseconds: DEADLINE },
      });
      expect((await interpreter.request(BOOKS)).response?.status).toBe(200);
    },
  },
  {
    title: 'an interpreter that crashes is replaced',
    async try(interpreter) {
      const crash = HELLO_VIEW.replace(
        'seen.append(request.path)',
        'import ctypes; ctypes.string_at(1 << 30 | 1 << 31)',
      );
      await interpreter.write({ 'bookshop/urls.py': HELLO_URLS, 'shop/views.py': crash });
      await expect(interpreter.request(BOOKS)).rejects.toMatchObject({ fault: { kind: 'crash' } });
      expect((await interpreter.request(BOOKS)).response?.status).toBe(200);
    },
  },
  {
    title: 'an exception that escapes Django is reported with its line, and no response',
    async try(interpreter) {
      const exit = HELLO_VIEW.replace('seen.append(request.path)', 'raise SystemExit("done")');
      await interpreter.write({ 'bookshop/urls.py': HELLO_URLS, 'shop/views.py': exit });
      const { response, escaped } = await interpreter.request(BOOKS);
      expect(response).toBeNull();
      expect(escaped).toMatchObject({
        exception: 'SystemExit',
        message: 'done',
        at: { file: 'shop/views.py', line: 8 },
      });
    },
  },
  {
    title: 'output past the limit is cut, and says so',
    async try(interpreter) {
      const chatty = HELLO_VIEW.replace('"hello from the view"', '"x" * 100_000');
      await interpreter.write({ 'bookshop/urls.py': HELLO_URLS, 'shop/views.py': chatty });
      const { output } = await interpreter.request(BOOKS);
      expect(output.length).toBeLessThan(70_000);
      expect(output).toMatch(/… 34\d{3} more characters were printed and are not shown\.\n$/);
    },
  },
];

const SCENARIO = `
import { greet } from './greet.ts';

let calls = 0;

export function play(scene) {
  calls += 1;
  return { said: greet(scene), calls };
}
`;

const GREET = `
export function greet(name: string): string {
  console.log('hello from the module');
  return 'Hello ' + name;
}
`;

const PROJECT: FileSet = { 'scenario.ts': SCENARIO, 'greet.ts': GREET };

/** `PROJECT` with something else in the place of what `greet` returns. */
function greetingWith(statement: string): FileSet {
  return { ...PROJECT, 'greet.ts': GREET.replace("return 'Hello ' + name;", statement) };
}

const REBUILD_CASES: readonly Omit<ContractCase, 'track'>[] = [
  {
    title: 'a scenario calls the written modules, and their output is captured',
    async try(interpreter) {
      await interpreter.write(PROJECT);
      expect(await interpreter.play('Ada')).toEqual({
        happened: { said: 'Hello Ada', calls: 1 },
        output: 'hello from the module\n',
      });
    },
  },
  {
    title: 'a reset leaves no module state and nothing on the global object behind',
    async try(interpreter) {
      const leaky = greetingWith('return String((globalThis.left = (globalThis.left ?? 0) + 1));');
      for (const round of [1, 2]) {
        await interpreter.reset();
        await interpreter.write(leaky);
        expect((await interpreter.play(round)).happened).toEqual({ said: '1', calls: 1 });
      }
    },
  },
  {
    title: 'a syntax error is a code fault at its line',
    async try(interpreter) {
      await expect(interpreter.write(greetingWith('return (;'))).rejects.toMatchObject({
        fault: { kind: 'code', exception: 'SyntaxError', at: { file: 'greet.ts', line: 4 } },
      });
    },
  },
  {
    title: 'an import error is a code fault at its line',
    async try(interpreter) {
      const files = { ...PROJECT, 'greet.ts': `import { x } from './nowhere.ts';\n${GREET}` };
      await expect(interpreter.write(files)).rejects.toMatchObject({
        fault: { kind: 'code', at: { file: 'greet.ts', line: 1 } },
      });
    },
  },
  {
    title: 'an exception is a code fault at the line that threw',
    async try(interpreter) {
      await interpreter.write(greetingWith("throw new TypeError('no greeting');"));
      await expect(interpreter.play('Ada')).rejects.toMatchObject({
        fault: {
          kind: 'code',
          exception: 'TypeError',
          message: 'no greeting',
          at: { file: 'greet.ts', line: 4, function: 'greet' },
        },
      });
    },
  },
  {
    title: 'a verb that outlives its deadline is a timeout, and the next one finds a new interpreter',
    async try(interpreter) {
      await interpreter.write(greetingWith("while (name === 'forever');\n  return name;"));
      await expect(interpreter.play('forever')).rejects.toMatchObject({
        fault: { kind: 'timeout', verb: 'play', milliseconds: DEADLINE },
      });
      expect((await interpreter.play('Ada')).happened).toEqual({ said: 'Ada', calls: 1 });
    },
  },
  {
    title: 'output past the limit is cut, and says so',
    async try(interpreter) {
      await interpreter.write(greetingWith("console.log('x'.repeat(100_000));\n  return name;"));
      const { output } = await interpreter.play('Ada');
      expect(output).toMatch(/… 34\d{3} more characters were printed and are not shown\.\n$/);
    },
  },
];

const CLOSED: Omit<ContractCase, 'track'> = {
  title: 'a closed interpreter refuses every verb',
  async try(interpreter) {
    await interpreter.close();
    await expect(interpreter.write(PROJECT)).rejects.toMatchObject({ fault: { kind: 'closed' } });
  },
};

/** Everything that a driver must keep, on both tracks. The last case of a track closes its interpreter. */
export const CONTRACT: readonly ContractCase[] = [
  ...[...DJANGO_CASES, CLOSED].map((each) => ({ ...each, track: 'django' as const })),
  ...[...REBUILD_CASES, CLOSED].map((each) => ({ ...each, track: 'rebuild' as const })),
];
