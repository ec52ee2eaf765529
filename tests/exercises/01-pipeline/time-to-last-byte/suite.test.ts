import fc from 'fast-check';
import { test } from 'vitest';
import { forEvery, fresh } from '#suite/fresh';
import { expectTimed } from './expect.ts';
import { blocksOf, elsewhere, missingBook, page, report, unknown } from './plans.ts';

test('a page is recorded when it is out', async () => {
  await expectTimed(200, report({ kind: 'plain' }));
  await expectTimed(200, page('/books/'));
});

test('a page that does not exist is recorded too', async () => {
  await expectTimed(404, page(unknown()), page(missingBook()), report({ kind: 'missing' }));
});

test('a page that crashes is recorded too', async () => {
  await expectTimed(500, report({ kind: 'raises' }));
});

test('a stream is recorded with all that it took', async () => {
  await expectTimed(200, report({}));
});

test('a file is recorded with all that it took', async () => {
  await expectTimed(200, report({ kind: 'file' }));
  await expectTimed(200, report({ kind: 'file', chunks: blocksOf(3) }, { leavesAfter: 2 }));
});

test('a stream that breaks off is recorded, and breaks off', async () => {
  await expectTimed(200, report({ breaks: true }));
  await expectTimed(200, report({ breaks: true, chunks: [] }));
});

test('a stream whose client goes away is recorded with what was sent', async () => {
  await expectTimed(200, report({}, { leavesAfter: 2 }));
});

test('a stream whose client goes away before the first chunk is recorded', async () => {
  await expectTimed(200, report({}, { leavesAfter: 0 }));
});

test('responses under way at the same time are recorded apart', async () => {
  await expectTimed(200, report({}), report({ kind: 'plain' }), report({}, { leavesAfter: 1 }));
});

test('two responses of one address, under way at the same time, are recorded apart', async () => {
  const first = report({});
  await expectTimed(200, first, report({}, { path: first.request.path }));
});

test('address, status, method and kind of content make no difference', async () => {
  const status = fresh(fc.constantFrom(201, 202, 203, 410, 418, 451, 503));
  await expectTimed(status, report({ status }), report({ status, kind: 'plain' }));
  await expectTimed(200, elsewhere({}), report({}, { method: 'HEAD' }), page('/books/', 'HEAD'));
  await expectTimed(403, page('/login/', 'POST'));
  await expectTimed(301, page('/books'));
  await expectTimed(400, page('/books/', 'GET', { Host: 'not-ours.example' }));
});

test('whatever becomes of a stream, its record is right', async () => {
  const fate = fc.record({
    length: fc.nat(4),
    breaks: fc.boolean(),
    leavesAfter: fc.option(fc.nat(4)),
  });
  await forEvery(
    fate,
    async ({ length, breaks, leavesAfter }) => {
      const chunks = Array.from({ length }, (_, at) => ({ text: `žluť ${at}\n`, takes: at * 7 + 1 }));
      await expectTimed(200, report({ chunks, breaks: breaks && leavesAfter === null }, { leavesAfter }));
    },
    { runs: 8 },
  );
});
