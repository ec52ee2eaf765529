import { expect } from 'vitest';
import { type ContractCase, DEADLINE } from './case.ts';

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

/** What the interpreter of the Django track promises. */
export const DJANGO_CASES: readonly ContractCase[] = [
  {
    title: 'the base project answers before anything is written',
    async try(interpreter) {
      const { response, trace } = await interpreter.request(BOOKS);
      expect(response?.status).toBe(200);
      expect(trace.map(({ kind }) => kind)).toContain('query');
    },
  },
  {
    title: 'each exchange says how its handler was built, the last entry of MIDDLEWARE first',
    async try(interpreter) {
      await interpreter.request(BOOKS);
      const { startUp } = await interpreter.request(BOOKS);
      expect(startUp[0]).toMatchObject({ kind: 'layer-built', layer: 'XFrameOptionsMiddleware' });
      expect(startUp.at(-1)).toMatchObject({ kind: 'layer-built', layer: 'SecurityMiddleware' });
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
    title: 'a HEAD request is answered as GET is, without the body',
    async try(interpreter) {
      const { response } = await interpreter.request({ method: 'HEAD', path: '/books/' });
      expect(response?.status).toBe(200);
      expect(response?.headers.find(([name]) => name === 'Content-Length')?.[1]).toMatch(/^[1-9]/);
      expect(response?.body).toHaveLength(0);
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
