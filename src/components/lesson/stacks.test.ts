import { expect, it } from 'vitest';
import { namedStack, passingStack } from './stacks.ts';

const path = 'content/x/y/stacks.yaml';

it('a stack that a lesson does not describe is refused with those it does', () => {
  expect(() => namedStack('first: {}\nsecond: {}\n', path, 'third')).toThrow(
    'content/x/y/stacks.yaml: it describes no stack "third". Add it, or take one of: first, second.',
  );
});

it('a stack that is wrong is refused with its file, its name and the field', () => {
  expect(() => namedStack('first:\n  server: http\n', path, 'first')).toThrow(
    /^content\/x\/y\/stacks\.yaml, first: mend it:[\s\S]*server/,
  );
});

it('a dotted path is one of Django’s middleware, another name a layer that lets everything pass', () => {
  const { middleware } = passingStack(['django.middleware.common.CommonMiddleware', 'Mine']);
  expect(middleware).toMatchObject([
    { shipped: 'django.middleware.common.CommonMiddleware' },
    { own: 'Mine', before: [], after: [] },
  ]);
});
