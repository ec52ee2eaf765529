import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Stack } from './schema.ts';
import { MOST_IN_LINK, readFragment, toFragment } from './share.ts';

const stack: Stack = {
  server: 'wsgi',
  middleware: [
    { shipped: 'django.middleware.common.CommonMiddleware' },
    {
      own: 'Stamp',
      style: 'class',
      mode: 'sync',
      before: [],
      after: [{ do: 'set-header', name: 'X-Stamp', value: 'shop' }],
    },
  ],
  views: [{ name: 'book', mode: 'sync', does: [{ do: 'answer', status: 200, body: 'grüße' }] }],
  routes: [{ route: 'books/<int:pk>/', view: 'book' }],
  request: { method: 'GET', path: '/books/7/' },
};

const pack = (data: unknown) =>
  `1.${Buffer.from(deflateSync(new TextEncoder().encode(JSON.stringify(data)))).toString('base64url')}`;
const problem = (fragment: string) => {
  const read = readFragment(fragment);
  return read.ok ? null : read.problem;
};

describe('a link', () => {
  it('gives back the stack that it was made of, and the edited files', () => {
    expect(readFragment(`#${toFragment({ stack })}`)).toEqual({ ok: true, shared: { stack } });
    const files = { 'stack/layers.py': 'class Stamp:\n    pass\n' };
    expect(readFragment(toFragment({ stack, files }))).toEqual({ ok: true, shared: { stack, files } });
  });

  it('is short enough to be sent, and needs no escaping', () => {
    const fragment = toFragment({ stack });
    expect(fragment).toMatch(/^1\.[A-Za-z0-9_-]+$/);
    expect(fragment.length).toBeLessThan(600);
  });

  it('is refused when it would be too long, with how long it is', () => {
    const noise = Array.from({ length: 20_000 }, (_, index) => ((index * 7919) % 9973).toString(36)).join('');
    expect(() => toFragment({ stack, files: { 'stack/layers.py': noise.slice(0, 60_000) } })).toThrow(
      new RegExp(`The link would have .* characters, and ${MOST_IN_LINK.toLocaleString('en')} are the most`),
    );
  });
});

describe('a link that can’t be read says why', () => {
  const fragment = toFragment({ stack });

  it.each([
    ['nothing in it', '#', 'carries no stack'],
    ['foreign text', '#section-2', 'carries no stack'],
    ['a later version', '9.abc', 'another version of the site (9, and this is 1)'],
    ['its end cut off', fragment.slice(0, -20), 'damaged'],
    [
      'a letter changed',
      `${fragment.slice(0, 30)}${fragment[30] === 'A' ? 'B' : 'A'}${fragment.slice(31)}`,
      'This link',
    ],
  ])('%s', (_, text, words) => {
    expect(problem(text)).toContain(words);
  });

  it('what it holds is no stack, or one that can’t be played', () => {
    expect(problem(pack('hello'))).toContain('makes no sense here');
    expect(problem(pack({ stack: { ...stack, server: 'fastcgi' } }))).toContain('stack.server');
    expect(problem(pack({ stack: { ...stack, routes: [{ route: '', view: 'gone' }] } }))).toContain(
      'there is no such view',
    );
    const nameless = { ...stack.middleware[1], own: '7' };
    expect(problem(pack({ stack: { ...stack, middleware: [nameless] } }))).toContain(
      'stack.middleware.0.own: must be a Python name',
    );
    expect(problem(pack({ stack, files: { '../escape.py': '' } }))).toContain('files.');
  });

  it('it would unpack without end', () => {
    expect(problem(pack({ stack, files: { 'stack/layers.py': 'x'.repeat(10_000_000) } }))).toContain(
      'damaged',
    );
  });
});
