// The environs that the suite makes up, and what it asks of their requests.
import fc from 'fast-check';
import type { Scene, Sent, Step } from './scene.ts';

/** Text as a WSGI server writes it: each byte of its UTF-8 as one character. */
export function written(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

export const word = fc.stringMatching(/^[a-z]{3,8}$/);
/** Names that ASCII can't write. */
export const foreign = fc
  .tuple(word, fc.constantFrom('ł', 'ö', 'é', '本', 'я', '🦀'), word)
  .map((parts) => parts.join(''));

const parameter = fc.constantFrom('q', 'tag', 'page', 'größe');
const value = fc.oneof(
  word,
  foreign.map(encodeURIComponent),
  fc.tuple(word, word).map((words) => words.join('+')),
  fc.constantFrom('C%2B%2B', '', '%', '%zz', '100%25', 'a=b', '%ff', '%C5', '?'),
);
const pair = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(parameter, value).map(([name, one]) => `${encodeURIComponent(name)}=${one}`),
  },
  { weight: 1, arbitrary: fc.tuple(parameter, foreign).map(([name, one]) => written(`${name}=${one}`)) },
  { weight: 1, arbitrary: fc.constantFrom('tag', '', '?q=1', 'q=\xe9') },
);
const query = fc.array(pair, { maxLength: 4 }).map((pairs) => pairs.join('&'));

const segment = fc.oneof(
  word,
  foreign.map(written),
  fc.constantFrom('caf\xe9', '\xc5', 'a%2Fb', '100%25', ''),
);
const pathInfo = fc.array(segment, { maxLength: 3 }).map((segments) => `/${segments.join('/')}`);
const scriptName = fc.constantFrom('', '/shop', '/shop/', written('/księgarnia'), '/a/b', '/a//b//');

const header = fc.constantFrom(
  ...['HOST', 'USER_AGENT', 'X_REQUEST_ID', 'X_2FA', 'DNT', 'X_FORWARDED_FOR', 'X_HTTP_METHOD_OVERRIDE'].map(
    (name) => `HTTP_${name}`,
  ),
);
const beside = fc.constantFrom('CONTENT_TYPE', 'HTTPS', 'SERVER_NAME', 'REMOTE_ADDR', 'CONTENT_MD5');
const others = fc.dictionary(fc.oneof(header, beside), fc.oneof(word, foreign.map(written)), {
  maxKeys: 5,
  noNullPrototype: true,
});

/** A variable that may be missing, and one that may be empty. */
const maybe = (arbitrary: fc.Arbitrary<string>) =>
  fc.option(fc.oneof({ weight: 5, arbitrary }, { weight: 1, arbitrary: fc.constant('') }), {
    nil: undefined,
  });

const sent: fc.Arbitrary<Sent> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'post', 'Put', 'HEAD'),
    optional: fc.record({
      SCRIPT_NAME: maybe(scriptName),
      PATH_INFO: maybe(pathInfo),
      QUERY_STRING: maybe(query),
    }),
    others,
    body: fc.option(fc.oneof(word, foreign.map(written), fc.constantFrom('', '\xff\x00\xe9')), {
      nil: undefined,
    }),
    after: fc.constantFrom('', 'GET /the-next-request/ HTTP/1.1'),
  })
  .map(({ method, optional, others, body, after }) => ({
    variables: {
      REQUEST_METHOD: method,
      ...Object.fromEntries(Object.entries(optional).filter(([, text]) => text !== undefined)),
      ...others,
      ...(body !== undefined && { CONTENT_LENGTH: body.length === 0 ? '' : `${body.length}` }),
    } as Record<string, string>,
    input: (body ?? '') + after,
  }));

type Bare<Steps> = Steps extends unknown ? Omit<Steps, 'request'> : never;
const name = fc.constantFrom(
  'user-agent',
  'X-Request-ID',
  'HOST',
  'content-type',
  'Content-Length',
  'x-2fa',
  'https',
);
const bareStep = fc.oneof(
  fc
    .constantFrom('method', 'path', 'pathInfo', 'body', 'header names', 'META is the environ')
    .map((ask): Bare<Step> => ({ ask: ask as 'method' })),
  parameter.map((name): Bare<Step> => ({ ask: 'GET.get', name })),
  parameter.map((name): Bare<Step> => ({ ask: 'GET.getlist', name })),
  name.map((name): Bare<Step> => ({ ask: 'headers.get', name })),
  fc
    .constantFrom('PATH_INFO', 'SCRIPT_NAME', 'REQUEST_METHOD', 'REMOTE_ADDR', 'HTTP_USER_AGENT')
    .map((name): Bare<Step> => ({ ask: 'META', name })),
  fc.tuple(header, word).map(([set, to]): Bare<Step> => ({ set, to })),
  query.map((to): Bare<Step> => ({ set: 'QUERY_STRING', to })),
  fc
    .constantFrom('PATH_INFO', 'SCRIPT_NAME', 'REQUEST_METHOD')
    .map((set): Bare<Step> => ({ set, to: '/elsewhere' })),
);

export const scenes: fc.Arbitrary<Scene> = fc.array(sent, { minLength: 1, maxLength: 2 }).chain((all) =>
  fc.record({
    sent: fc.constant(all),
    steps: fc.array(
      fc.tuple(fc.nat(all.length - 1), bareStep).map(([request, step]) => ({ request, ...step }) as Step),
      { minLength: 4, maxLength: 10 },
    ),
  }),
);
