import fc from 'fast-check';
import { describe, test } from 'vitest';
import { forEvery, fresh } from '#suite/fresh';
import { expectDjango } from './answers.ts';
import type { Answer, Visit } from './scene.ts';
import { scenes } from './scenes.ts';

const word = fc.stringMatching(/^[a-z]{3,7}$/);
const words = (count: number): readonly string[] =>
  fresh(fc.uniqueArray(word, { minLength: count, maxLength: count }));

/** A visit with an ordinary answer, but for what is told. */
function visit(told: Partial<Answer> = {}, about: Partial<Visit> = {}): Visit {
  const [body = 'one'] = words(1);
  const response = {
    status: 200,
    headers: [],
    cookies: [],
    body,
    breaks: false,
    closers: [],
    opensLate: false,
    ...told,
  };
  return { method: 'GET', path: `/${words(1)}/`, response, leavesAfter: null, closedTwice: false, ...about };
}

const served = (...visits: readonly Visit[]): Promise<void> => expectDjango({ visits, atOnce: false });

describe('the way to the first byte', () => {
  test('a plain page goes out, with its status line and its headers', async () => {
    await served(visit());
    await served(
      visit({ status: fresh(fc.constantFrom(201, 404, 410, 500)), headers: [['X-Shelf', 'A 3']] }),
    );
  });

  test('each cookie is a Set-Cookie header of its own', async () => {
    const [first = 'a', second = 'b', value = 'c'] = words(3);
    const cookies = [first, second].map((key) => ({ key, value, httpOnly: key === first }));
    await served(visit({ cookies }));
  });

  test('an exception of the chain passes, and nothing is started or finished by it', async () => {
    await served(visit({}, { response: { raises: true } }));
  });
});

describe('the body', () => {
  test('a stream is made chunk by chunk while it is sent', async () => {
    await served(visit({ body: words(3) }));
  });

  test('a stream that breaks off is closed, and is seen to be broken', async () => {
    await served(visit({ body: words(2), breaks: true, closers: [{ name: 'A', raises: false }] }));
  });

  test('a client that goes away gets no more made, and the response is closed', async () => {
    await served(visit({ body: words(4) }, { leavesAfter: fresh(fc.nat(2)) }));
  });

  test('HEAD is answered as GET is', async () => {
    await served(visit({ body: words(2) }, { method: 'HEAD' }));
  });
});

describe('close()', () => {
  test('every closer runs, in order, and then request_finished is sent', async () => {
    await served(visit({ closers: ['A', 'B', 'C'].map((name) => ({ name, raises: false })) }));
  });

  test('what the body opened while it was made is closed too', async () => {
    await served(visit({ body: words(2), opensLate: true, closers: [{ name: 'A', raises: false }] }));
  });

  test('a closer that throws keeps nobody from their work', async () => {
    await served(visit({ closers: ['A', 'B', 'C'].map((name) => ({ name, raises: name !== 'C' })) }));
  });

  test('a second close() finds nothing left to close', async () => {
    await served(visit({ body: words(1), closers: [{ name: 'A', raises: false }] }, { closedTwice: true }));
  });
});

test('one handler serves several requests at a time', async () => {
  const inside = [
    visit({ body: words(2), closers: [{ name: 'B', raises: false }] }, { path: '/second/' }),
    visit({}, { path: '/third/' }),
    visit({ body: words(2), closers: [{ name: 'C', raises: false }] }, { path: '/first/' }),
  ];
  const outside = visit({ body: words(3), closers: [{ name: 'A', raises: false }] }, { path: '/first/' });
  // What goes wrong with one alone is told in its own words.
  for (const alone of [outside, ...inside]) await served(alone);
  await expectDjango({ visits: [outside, ...inside], atOnce: true });
});

test('any visit goes as it goes in Django', async () => {
  await forEvery(scenes, expectDjango, { runs: 60 });
});
