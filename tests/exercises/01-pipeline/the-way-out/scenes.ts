// The visits that the suite makes up.
import fc from 'fast-check';
import type { Answer, Scene, Visit } from './scene.ts';

const word = fc.stringMatching(/^[a-z]{3,7}$/);
const headers = fc.uniqueArray(fc.tuple(word, word), { maxLength: 3, selector: ([name]) => name });

const answer: fc.Arbitrary<Answer> = fc.record({
  status: fc.constantFrom(200, 201, 302, 404, 410, 500, 599),
  headers: headers.map((pairs) => pairs.map(([name, value]) => [`X-${name}`, value] as const)),
  cookies: fc.array(fc.record({ key: word, value: word, httpOnly: fc.boolean() }), { maxLength: 3 }),
  body: fc.oneof(word, fc.array(word, { maxLength: 4 })),
  breaks: fc.boolean(),
  closers: fc
    .array(fc.boolean(), { maxLength: 3 })
    .map((raise) => raise.map((raises, at) => ({ name: 'ABC'.charAt(at), raises }))),
  opensLate: fc.boolean(),
});

const visit: fc.Arbitrary<Visit> = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST'),
  path: word.map((name) => `/${name}/`),
  response: fc.oneof(
    { weight: 9, arbitrary: answer },
    { weight: 1, arbitrary: fc.constant({ raises: true } as const) },
  ),
  leavesAfter: fc.option(fc.nat(3), { freq: 2 }),
  closedTwice: fc.nat(4).map((draw) => draw === 0),
});

export const scenes: fc.Arbitrary<Scene> = fc.record({
  visits: fc.uniqueArray(visit, { minLength: 1, maxLength: 3, selector: ({ path }) => path }),
  atOnce: fc.constant(false),
});
