import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { formatPython, lintText } from '../cli/python-style.ts';
import type { Action, OwnLayer, Stack } from './schema.ts';
import { layerPlaces } from './template-names.ts';
import { stackFiles } from './to-python.ts';
import { pythonString } from './to-python-code.ts';

const plain: Stack = {
  server: 'wsgi',
  middleware: [],
  views: [{ name: 'book', mode: 'sync', does: [{ do: 'answer', status: 200, body: 'Solaris' }] }],
  routes: [{ route: 'books/<int:pk>/', view: 'book' }],
  request: { method: 'GET', path: '/books/7/' },
};

function layer(own: Partial<OwnLayer>): OwnLayer {
  return { own: 'Stamp', style: 'class', mode: 'sync', before: [], after: [], ...own };
}

function layersOf(...middleware: OwnLayer[]): string | undefined {
  return stackFiles({ ...plain, middleware })['stack/layers.py'];
}

const stamp: Action = { do: 'set-header', name: 'X-Stamp', value: 'bookshop' };

test('a class layer keeps get_response and works on the response on its way out', () => {
  expect(layersOf(layer({ before: [{ do: 'read-user' }], after: [stamp] }))).toBe(`class Stamp:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        str(request.user)  # fetches the user
        response = self.get_response(request)
        response["X-Stamp"] = "bookshop"
        return response
`);
});

test('an async class layer marks itself, and awaits the layer inside it and the user', () => {
  const before: Action[] = [{ do: 'read-user' }];
  expect(
    layersOf(layer({ mode: 'async', before, process_view: [] })),
  ).toBe(`from asgiref.sync import markcoroutinefunction


class Stamp:
    sync_capable = False
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response
        markcoroutinefunction(self)

    async def __call__(self, request):
        str(await request.auser())  # fetches the user
        return await self.get_response(request)

    async def process_view(self, request, view_func, view_args, view_kwargs):
        return None
`);
});

test('a function layer for both modes chooses by get_response', () => {
  expect(
    layersOf(layer({ own: 'stamp', style: 'function', mode: 'both', after: [stamp] })),
  ).toBe(`from asgiref.sync import iscoroutinefunction
from django.utils.decorators import sync_and_async_middleware


@sync_and_async_middleware
def stamp(get_response):
    if iscoroutinefunction(get_response):

        async def middleware(request):
            response = await get_response(request)
            response["X-Stamp"] = "bookshop"
            return response

    else:

        def middleware(request):
            response = get_response(request)
            response["X-Stamp"] = "bookshop"
            return response

    return middleware
`);
});

test('a mixin has the methods for which there is something to do', () => {
  expect(
    layersOf(layer({ style: 'mixin', mode: 'both', after: [stamp] })),
  ).toBe(`from django.utils.deprecation import MiddlewareMixin


class Stamp(MiddlewareMixin):
    def process_response(self, request, response):
        response["X-Stamp"] = "bookshop"
        return response
`);
  expect(layersOf(layer({ style: 'mixin', mode: 'both' }))).toMatch(/MiddlewareMixin\):\n {4}pass\n$/);
});

test('an early answer leaves no way to the code after get_response', () => {
  const answer: Action = { do: 'answer', status: 503, body: 'Closed' };
  expect(layersOf(layer({ before: [answer], after: [stamp] }))).toContain(`    def __call__(self, request):
        return HttpResponse("Closed", status=503)
`);
});

test('a forgotten return is a line that is missing', () => {
  expect(layersOf(layer({ after: [stamp, { do: 'return-none' }] }))).toMatch(
    /response = self\.get_response\(request\)\n {8}response\["X-Stamp"\] = "bookshop"\n$/,
  );
});

test('what a template calls raises when it is rendered', () => {
  const files = stackFiles({
    ...plain,
    views: [
      {
        name: 'book',
        mode: 'sync',
        does: [
          {
            do: 'answer-template',
            status: 200,
            template: '{{ title }}',
            context: { title: 'Emma' },
            raises: 'Http404',
          },
        ],
      },
    ],
  });
  expect(files['stack/templates/stack/book.html']).toBe('{{ title }}{{ broken }}');
  expect(files['stack/views.py']).toBe(`from django.http import Http404
from django.template.response import TemplateResponse


def book(request, pk):
    def broken():
        raise Http404("raised by the template of book")

    return TemplateResponse(
        request, "stack/book.html", {"title": "Emma", "broken": broken}
    )
`);
});

test('a view takes whatever arguments come when its routes or a hook disagree about them', () => {
  const routes = [...plain.routes, { route: '', view: 'book' }];
  expect(stackFiles({ ...plain, routes })['stack/views.py']).toContain('def book(request, **kwargs):');
  const process_view: Action[] = [{ do: 'set-kwarg', name: 'extra', value: '1' }];
  expect(stackFiles({ ...plain, middleware: [layer({ process_view })] })['stack/views.py']).toContain(
    '**kwargs',
  );
});

test("the settings are the bookshop's, but for what a stack decides", async () => {
  const assignments = (text: string): Map<string, string> =>
    new Map(
      [...text.matchAll(/^([A-Z_]+) = (.+(?:\n(?: .*|[\]}]))*)/gm)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
  const base = assignments(
    await readFile(new URL('../../base/django/bookshop/settings.py', import.meta.url), 'utf8'),
  );
  const ours = assignments(stackFiles(plain)['bookshop/settings.py'] ?? '');
  const decided = ['INSTALLED_APPS', 'MIDDLEWARE', 'LOGIN_URL', 'LOGIN_REDIRECT_URL'];
  for (const name of decided) {
    base.delete(name);
    ours.delete(name);
  }
  expect(base.size).toBeGreaterThan(10);
  expect(ours).toEqual(base);
});

test('the settings name the layers from the outermost in, and what else the stack sets', () => {
  const middleware = [{ shipped: 'django.middleware.common.CommonMiddleware' }, layer({})];
  const settings = stackFiles({ ...plain, middleware, settings: { APPEND_SLASH: false } })[
    'bookshop/settings.py'
  ];
  expect(settings).toContain(`MIDDLEWARE = [
    "django.middleware.common.CommonMiddleware",
    "stack.layers.Stamp",
]

APPEND_SLASH = False
`);
});

test('a broken error page is a view that raises', () => {
  const files = stackFiles({ ...plain, handler500: 'raises' });
  expect(files['bookshop/urls.py']).toContain('handler500 = "stack.views.broken_error_page"');
  expect(files['stack/views.py']).toContain('def broken_error_page(request):\n    raise RuntimeError(');
});

test('a text becomes a Python literal with few escapes', () => {
  expect(pythonString('say "hi"')).toBe(`'say "hi"'`);
  expect(pythonString(`it's "so"`)).toBe(`'it\\'s "so"'`);
  expect(pythonString('a\\b\n\u0000é')).toBe('"a\\\\b\\n\\x00é"');
});

const everyAction: Action[] = [
  stamp,
  { do: 'answer', status: 418, body: 'x'.repeat(70) },
  {
    do: 'answer-template',
    status: 200,
    template: '{{ a }}',
    context: { a: 'y'.repeat(80) },
    raises: 'BadRequest',
  },
  { do: 'render', status: 404, template: '', context: { a: '', b: '' }, raises: 'SuspiciousOperation' },
  { do: 'stream', chunks: ['x'.repeat(50), 'y'.repeat(50)] },
  { do: 'stream', chunks: [], raises: 'ValueError' },
  { do: 'raise', exception: 'PermissionDenied' },
  { do: 'return-none' },
  { do: 'set-context', name: 'a', value: 'b' },
  { do: 'set-kwarg', name: 'pk', value: '9' },
  { do: 'read-session', key: 'cart' },
  { do: 'write-session', key: 'cart', value: 'z'.repeat(80) },
  { do: 'read-user' },
  { do: 'get-token' },
];

test('whatever a layer does, wherever it does it, is formatted Python without a complaint', () => {
  for (const style of ['class', 'mixin', 'function'] as const) {
    for (const mode of ['sync', 'async', 'both'] as const) {
      for (const place of style === 'function' ? (['before', 'after'] as const) : layerPlaces) {
        for (const action of everyAction) {
          const text = layersOf(layer({ style, mode, [place]: [action] })) ?? '';
          expect(formatPython('layers.py', text)).toBe(text);
          // A hook that sets a header has no response to set it on: `problemsOf` tells of it.
          expect(lintText('layers.py', text).filter((line) => !line.includes('F821'))).toEqual([]);
        }
      }
    }
  }
});

test('every other file is formatted Python without a complaint', () => {
  for (const mode of ['sync', 'async'] as const) {
    for (const action of everyAction.filter(
      ({ do: kind }) => kind !== 'set-context' && kind !== 'set-kwarg',
    )) {
      const view = { name: 'book', mode, csrf_exempt: true, login_not_required: true, does: [action] };
      const files = stackFiles({ ...plain, views: [view], routes: [], handler500: 'raises' });
      for (const [path, text] of Object.entries(files).filter(([path]) => path.endsWith('.py'))) {
        expect(formatPython(path, text)).toBe(text);
        expect(lintText(path, text).filter((line) => !line.includes('F821'))).toEqual([]);
      }
    }
  }
});
