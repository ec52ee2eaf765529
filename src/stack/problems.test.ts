import { expect, test } from 'vitest';
import { problemsOf } from './problems.ts';
import type { Action, OwnLayer, Stack, View } from './schema.ts';

const answer: Action = { do: 'answer', status: 200, body: '' };
const stamp: Action = { do: 'set-header', name: 'X-Stamp', value: 'one' };

function withLayers(...layers: Partial<OwnLayer>[]): Stack {
  return {
    server: 'wsgi',
    middleware: layers.map((layer) => ({
      own: 'A',
      style: 'class',
      mode: 'sync',
      before: [],
      after: [],
      ...layer,
    })),
    views: [{ name: 'book', mode: 'sync', does: [answer] }],
    routes: [{ route: 'books/<int:pk>/', view: 'book' }],
    request: { method: 'GET', path: '/' },
  };
}

function withView(view: Partial<View>): Stack {
  return { ...withLayers(), views: [{ name: 'book', mode: 'sync', does: [answer], ...view }] };
}

test('a sound stack has no problems, though Django may have', () => {
  expect(problemsOf(withLayers({ before: [{ do: 'read-session', key: 'cart' }], after: [stamp] }))).toEqual(
    [],
  );
});

test('two layers can not share a name, and none can take one of Python or Django', () => {
  expect(problemsOf(withLayers({}, {}))).toEqual(['two layers are called "A": each needs a name of its own']);
  expect(problemsOf(withLayers({ own: 'HttpResponse' }))).toHaveLength(1);
  expect(problemsOf(withView({ name: 'class' }))).toContainEqual(
    expect.stringContaining('can\'t be called "class"'),
  );
});

test('a function has no hooks', () => {
  expect(problemsOf(withLayers({ style: 'function', process_view: [] }))).toEqual([
    'A, process_view: a function has no methods; make it a class',
  ]);
});

test.for<[keyof OwnLayer, Action]>([
  ['before', stamp],
  ['process_view', stamp],
  ['process_exception', stamp],
  ['after', { do: 'set-context', name: 'a', value: 'b' }],
  ['process_exception', { do: 'set-kwarg', name: 'a', value: 'b' }],
  ['process_view', { do: 'return-none' }],
  ['process_exception', { do: 'return-none' }],
])('in %s, %o is out of place', ([place, action]) => {
  expect(problemsOf(withLayers({ [place]: [action] }))).toHaveLength(1);
});

test('a mixin continues when process_request returns None, so that is nothing to describe', () => {
  expect(problemsOf(withLayers({ style: 'mixin', before: [{ do: 'return-none' }] }))).toHaveLength(1);
  expect(problemsOf(withLayers({ style: 'class', before: [{ do: 'return-none' }] }))).toEqual([]);
});

test('nothing can be reached after an action that ends the list', () => {
  expect(problemsOf(withLayers({ after: [answer, stamp] }))).toEqual([
    "A, after: set-header can't be reached after answer",
  ]);
});

test('a view ends with an answer and changes none', () => {
  expect(problemsOf(withView({ does: [{ do: 'read-user' }] }))).toEqual([
    'the view book answers nothing: let it end with an answer',
  ]);
  expect(problemsOf(withView({ does: [stamp, answer] }))).toHaveLength(1);
});

test.for([
  ['books/<int:pk', 'partner'],
  ['books/<year:pk>/', 'no converter "year"'],
  ['my books/', 'no spaces'],
  ['<pk>/<pk>/', 'appears twice'],
  ['<request>/', "can't be the name"],
])('the route %s is refused: %s', ([route = '', words = '']) => {
  expect(problemsOf({ ...withLayers(), routes: [{ route, view: 'book' }] })).toEqual([
    expect.stringContaining(words),
  ]);
});

test('a route leads to a view that is there', () => {
  expect(problemsOf({ ...withLayers(), routes: [{ route: '', view: 'shelf' }] })).toEqual([
    'the route "" leads to "shelf", and there is no such view',
  ]);
});

test.for([
  ['{% now "Y" %}', {}],
  ['{{ title|upper }}', { title: 'Emma' }],
  ['{{ user }}', {}],
  ['{{ _title }}', { _title: 'Emma' }],
] as const)('the template %s asks for more than the replica gives', ([template, context]) => {
  expect(problemsOf(withView({ does: [{ do: 'render', status: 200, template, context }] }))).toHaveLength(1);
});

test('a header holds printable ASCII, and a text whole characters', () => {
  expect(problemsOf(withLayers({ after: [{ ...stamp, value: 'a\nb' } as Action] }))).toHaveLength(1);
  expect(problemsOf(withView({ does: [{ do: 'answer', status: 200, body: '\ud800' }] }))).toHaveLength(1);
});

test.for<[Partial<Stack['request']>, string]>([
  [{ headers: { 'X Stamp': 'one' } }, 'no header or cookie'],
  [{ cookies: { 'a b': 'one' } }, 'no header or cookie'],
  [{ headers: { 'X-Stamp': 'é' } }, 'printable ASCII'],
  [{ path: '/books/%ff/' }, 'UTF-8'],
  [{ headers: { 'content-type': 'multipart/form-data' } }, 'multipart'],
])('a request with %o is refused', ([request, words]) => {
  const problems = problemsOf({ ...withLayers(), request: { method: 'GET', path: '/', ...request } });
  expect(problems).toEqual([expect.stringContaining(words)]);
});

test('a percent sign that escapes nothing stands for itself', () => {
  expect(problemsOf({ ...withLayers(), request: { method: 'GET', path: '/100%/caf%C3%A9/' } })).toEqual([]);
});
