import * as fc from 'fast-check';
import { type Action, type ExceptionName, exceptionNames } from '../../../src/stack/schema.ts';
import { once, oneOf } from './choose.ts';

const exception: fc.Arbitrary<ExceptionName> = fc.constantFrom(...exceptionNames);
const text = fc.constantFrom('hello', '', 'a longer answer', 'naïve & <b>', `it's "so"`, '1 €, 2 😀\n');
const status = oneOf(
  { weight: 4, arbitrary: fc.constant(200) },
  { weight: 9, arbitrary: fc.constantFrom(201, 204, 302, 304, 401, 403, 404, 418, 500, 503) },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) },
);
const name = fc.constantFrom('who', 'what');
const maybeRaises = once(4, exception);

export const setHeader: fc.Arbitrary<Action> = fc.record({
  do: fc.constant('set-header'),
  name: oneOf(
    { weight: 2, arbitrary: fc.constantFrom('X-Stamp', 'X-Layer', 'x-stamp') },
    { weight: 1, arbitrary: fc.constantFrom('X-Frame-Options', 'Vary') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'Cache-Control',
        'Content-Type',
        'Content-Length',
        'Location',
        'Strict-Transport-Security',
        'X-Content-Type-Options',
        'Referrer-Policy',
        'Cross-Origin-Opener-Policy',
        'ETag',
        'Set-Cookie',
      ),
    },
  ),
  value: fc.constantFrom('one', 'two', 'Accept-Encoding', 'cookie', 'Accept, *', '', 'a, b; c="d"'),
});

/** What asks who it is that sends the request. */
export const asking: fc.Arbitrary<Action> = oneOf(
  fc.constant<Action>({ do: 'read-session', key: 'cart' }),
  fc.constant<Action>({ do: 'write-session', key: 'cart', value: 'Solaris' }),
  fc.constant<Action>({ do: 'read-user' }),
  fc.constant<Action>({ do: 'get-token' }),
);

const templating = {
  status,
  template: fc.constantFrom(
    'plain',
    'Dear {{ who }}',
    '{{who}} and {{   what }}',
    '<b>{{ what }}</b>',
    '{ {{ who }} } }}',
  ),
  context: fc.dictionary(name, text, { maxKeys: 2 }),
};

export const plainAnswer: fc.Arbitrary<Action> = fc.record({ do: fc.constant('answer'), status, body: text });

export const answerTemplate: fc.Arbitrary<Action> = fc
  .record({ do: fc.constant('answer-template' as const), ...templating, raises: maybeRaises })
  .map(({ raises, ...action }) => (raises === undefined ? action : { ...action, raises }));

export const renderAnswer: fc.Arbitrary<Action> = fc
  .record({ do: fc.constant('render' as const), ...templating, raises: maybeRaises })
  .map(({ raises, ...action }) => (raises === undefined ? action : { ...action, raises }));

export const stream: fc.Arbitrary<Action> = fc
  .record({
    do: fc.constant('stream' as const),
    chunks: fc.array(fc.constantFrom('one', 'two', '', '3 €'), { maxLength: 3 }),
    raises: maybeRaises,
  })
  .map(({ raises, ...action }) => (raises === undefined ? action : { ...action, raises }));

export const raise: fc.Arbitrary<Action> = fc.record({ do: fc.constant('raise'), exception });
export const returnNone: fc.Arbitrary<Action> = fc.constant({ do: 'return-none' });

const answer = oneOf(
  { weight: 3, arbitrary: plainAnswer },
  { weight: 3, arbitrary: answerTemplate },
  { weight: 1, arbitrary: renderAnswer },
  { weight: 1, arbitrary: stream },
);

/** Outside the core nobody renders a TemplateResponse, so it is rare there. */
const answerOutsideTheCore = oneOf(
  { weight: 12, arbitrary: plainAnswer },
  { weight: 1, arbitrary: answerTemplate },
  { weight: 3, arbitrary: renderAnswer },
  { weight: 3, arbitrary: stream },
);

export const answerOrRaise = oneOf({ weight: 2, arbitrary: answer }, { weight: 1, arbitrary: raise });
export const endOutsideTheCore = oneOf(
  { weight: 6, arbitrary: answerOutsideTheCore },
  { weight: 4, arbitrary: raise },
  { weight: 1, arbitrary: returnNone },
);
export const anyEnd = oneOf(
  { weight: 3, arbitrary: answer },
  { weight: 3, arbitrary: raise },
  { weight: 1, arbitrary: returnNone },
);

export const setKwarg: fc.Arbitrary<Action> = fc.record({
  do: fc.constant('set-kwarg'),
  name: fc.constantFrom('pk', 'extra'),
  value: fc.constant('9'),
});
export const setContext: fc.Arbitrary<Action> = fc.record({
  do: fc.constant('set-context'),
  name,
  value: text,
});
