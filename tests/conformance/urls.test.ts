/** `resolve` and `reverse` of the replica and of real Django, on the same patterns. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PythonException } from '../../src/replica/exceptions.ts';
import { HttpResponse } from '../../src/replica/http/response.ts';
import {
  include,
  type Pattern,
  path,
  resolve,
  reverse,
  type View,
} from '../../src/replica/urls/resolvers.ts';
import { nodeDriver } from '../../src/sandbox/drivers/node.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import { createInterpreterClient } from '../../src/sandbox/interpreter/client.ts';
import { createInterpreterHost } from '../../src/sandbox/interpreter/create-host.ts';

/** A route, the name of its pattern, and what is included under it; without that a view of the pattern's name. */
type Route = readonly [route: string, name: string, included?: readonly Route[]];

const routes: readonly Route[] = [
  ['', 'home'],
  ['books/new/', 'new'],
  ['books/<int:pk>/', 'book'],
  ['books/<slug:slug>/', 'book'],
  ['books/<title>/', 'title'],
  ['a.b+c/', 'special'],
  [
    'shelves/<int:shelf>/',
    'shelves',
    [
      ['', 'shelf'],
      ['books/<path:rest>', 'on-shelf'],
      ['<str:side>/', 'side', [['<int:pk>', 'deep']]],
    ],
  ],
  ['shelves/<int:shelf>/books/', 'never-reached'],
  ['orders/<uuid:order>/', 'order'],
  ['orders/<path:rest>/end/', 'greedy'],
];

const uuid = '123e4567-e89b-12d3-a456-426614174000';

const paths = [
  '/',
  '//',
  '/books',
  '/books/new/',
  '/books/new',
  '/books/7/',
  '/books/007/',
  '/books/12345678901234567890123/',
  '/books/-7/',
  '/books/emma/',
  '/books/Emma Woodhouse/',
  '/books/Ünder/',
  '/books/a/b/',
  '/a.b+c/',
  '/aXb+c/',
  '/shelves/3/',
  '/shelves/3/books/',
  '/shelves/3/books/a/b/',
  '/shelves/3/left/4',
  '/shelves/3/left/x',
  `/orders/${uuid}/`,
  `/orders/${uuid.toUpperCase()}/`,
  '/orders/a/b/end/',
  '/orders/a/end/end/',
  '/nowhere/',
];

const reversals: readonly (readonly [name: string, kwargs: Readonly<Record<string, string | number>>])[] = [
  ['home', {}],
  ['new', {}],
  ['book', { pk: 7 }],
  ['book', { slug: 'emma' }],
  ['book', { pk: 'emma' }],
  ['book', {}],
  ['book', { pk: 7, slug: 'emma' }],
  ['title', { title: 'Emma Woodhouse' }],
  ['title', { title: 'a/b' }],
  ['title', { title: 'Über & co?' }],
  ['special', {}],
  ['shelf', { shelf: 3 }],
  ['on-shelf', { shelf: 3, rest: 'a/b' }],
  ['deep', { shelf: 3, side: 'left', pk: 4 }],
  ['deep', { shelf: 3, side: 'left' }],
  ['order', { order: uuid }],
  ['order', { order: 'no-uuid' }],
  ['nowhere', {}],
];

type Resolved = readonly [route: string, name: string, kwargs: Readonly<Record<string, string>>] | string;

const host = createInterpreterHost('django', { driver: nodeDriver, loadBase: () => loadBase('django') });
const django = createInterpreterClient((verb, args) => host.perform(verb, args));
let real: { readonly resolved: readonly Resolved[]; readonly reversed: readonly string[] };

beforeAll(async () => {
  await django.write({ 'ask_urls.py': program, 'asked.json': JSON.stringify({ routes, paths, reversals }) });
  const { output } = await django.manage(['shell', '--verbosity', '0', '--command', 'import ask_urls']);
  real = JSON.parse(output) as typeof real;
}, 120_000);
afterAll(() => host.close());

test.for(paths.map((each, index) => [each, index] as const))('%s is resolved alike', ([pathInfo, index]) => {
  expect(resolvedBy(pathInfo)).toEqual(real.resolved[index]);
});

test.for(reversals.map((each, index) => [...each, index] as const))(
  '%s with %o is reversed alike',
  ([name, kwargs, index]) => {
    expect(orException(() => reverse(name, urlpatterns, kwargs))).toEqual(real.reversed[index]);
  },
);

const urlpatterns = patternsOf(routes);

function patternsOf(all: readonly Route[]): Pattern[] {
  return all.map(([route, name, included]) =>
    included ? path(route, include(patternsOf(included))) : path(route, viewOf(name), name),
  );
}

function viewOf(name: string): View {
  return Object.assign(() => new HttpResponse(), { path: name });
}

function resolvedBy(pathInfo: string): Resolved {
  return orException(() => {
    const { route, func, kwargs } = resolve(pathInfo, urlpatterns);
    return [
      route,
      func.path,
      Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [key, String(value)])),
    ];
  });
}

function orException<Value>(action: () => Value): Value | string {
  try {
    return action();
  } catch (thrown) {
    if (thrown instanceof PythonException) return thrown.path;
    throw thrown;
  }
}

const program = `
import json
import sys
import types
from pathlib import Path

from django.http import HttpResponse
from django.urls import include, path, resolve, reverse

asked = json.loads(Path("asked.json").read_text())


def patterns(routes):
    made = []
    for route, name, *included in routes:
        if included:
            made.append(path(route, include(patterns(included[0]))))
        else:
            made.append(path(route, lambda request, **kwargs: HttpResponse(), name=name))
    return made


def attempt(action):
    try:
        return action()
    except Exception as exception:
        return f"{type(exception).__module__}.{type(exception).__qualname__}"


def resolved(asked_path):
    match = resolve(asked_path, "asked_urls")
    return [match.route, match.url_name, {key: str(value) for key, value in match.kwargs.items()}]


sys.modules["asked_urls"] = types.SimpleNamespace(urlpatterns=patterns(asked["routes"]))
print(json.dumps({
    "resolved": [attempt(lambda: resolved(each)) for each in asked["paths"]],
    "reversed": [attempt(lambda: reverse(name, "asked_urls", kwargs=kwargs)) for name, kwargs in asked["reversals"]],
}))
`;
