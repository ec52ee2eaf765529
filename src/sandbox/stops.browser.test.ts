/** Nothing that a learner writes breaks the page: each misdeed is one failed test, and the others have their say. */
import { afterAll, expect, test } from 'vitest';
import { FORK_BOMB, MISDEEDS, type Misdeed } from './contract/stops.ts';
import { createSandbox } from './create-sandbox.ts';
import { browserDriver } from './drivers/browser.ts';
import type { FileSet, Report } from './protocol.ts';

const EXERCISE = '02-order/request-id';
/** The one test of its suite that sends HEAD. */
const REACHES = 'other methods, statuses and kinds of content make no difference';
const MIDDLEWARE = 'shop/middleware.py';

const base = textsBelow(
  '/base/django/',
  import.meta.glob<string>('/base/django/**/*', { query: '?raw', import: 'default', eager: true }),
);
const start = textsBelow(
  `/exercises/${EXERCISE}/files/`,
  import.meta.glob<string>('/exercises/02-order/request-id/files/**/*', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
);
const changed = textsBelow(
  `/solutions/${EXERCISE}/`,
  import.meta.glob<string>('/solutions/02-order/request-id/{bookshop,shop}/**/*', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
);
const solution: FileSet = { ...start, ...changed };

const sandbox = createSandbox({
  track: 'django',
  driver: browserDriver,
  loadBase: async () => base,
  spare: true,
  deadlines: { boot: 120_000, verb: 3_000 },
});
afterAll(() => sandbox.close());

const timeout = 180_000;

const bomb: Misdeed = { title: 'starts ever more coroutines', code: FORK_BOMB, says: 'Your code ' };

test.for([...MISDEEDS, bomb])('in Chromium, code that $title', { timeout }, async (misdeed) => {
  const report = await sandbox.check(EXERCISE, misbehaving(misdeed.code));
  const failed = report.tests.filter(({ status }) => status !== 'passed');
  if (misdeed.says === undefined) {
    expect(failed).toEqual([]);
  } else {
    expect(failed.map(({ name, status }) => [name, status])).toEqual([[REACHES, 'failed']]);
    expect(failed[0]?.message).toContain(misdeed.says);
    if (misdeed.fault?.at) expect(failed[0]?.at).toMatchObject({ file: MIDDLEWARE, text: misdeed.fault.at });
    // What came back as an exception is named with the learner's line.
    if (misdeed.raises) expect(failed[0]?.message).toContain(`(${MIDDLEWARE}:`);
  }
  expect(unsolved(await sandbox.check(EXERCISE, solution))).toEqual([]);
  expect(sandbox.state.get().phase).toBe('ready');
});

test('in Chromium, of tests that all hang four are waited for, and the rest say why they were not', {
  timeout,
}, async () => {
  const { tests } = await sandbox.check(EXERCISE, misbehaving(['while True: pass'], 'True'));
  const counts = Object.groupBy(tests, ({ status }) => status);
  expect(counts.failed).toHaveLength(4);
  expect(counts.passed).toBeUndefined();
  for (const { message } of counts.skipped ?? []) {
    expect(message).toBe("Not run: 4 tests before it had to be stopped because your code didn't end.");
  }
  expect(unsolved(await sandbox.check(EXERCISE, solution))).toEqual([]);
});

/** The reference solution, whose layer does something else with the requests of that kind. */
function misbehaving(code: readonly string[], when = 'request.method == "HEAD"'): FileSet {
  const indented = [`if ${when}:`, ...code.map((line) => `    ${line}`)].map((line) => `        ${line}\n`);
  const text = solution[MIDDLEWARE] ?? '';
  return {
    ...solution,
    [MIDDLEWARE]: text.replace(/^ +request_id = .*\n/m, (line) => indented.join('') + line),
  };
}

function unsolved(report: Report): string[] {
  return report.tests
    .filter(({ status }) => status !== 'passed')
    .map(({ name, message }) => `${name}: ${message}`);
}

function textsBelow(folder: string, sources: Readonly<Record<string, string>>): FileSet {
  return Object.fromEntries(Object.entries(sources).map(([path, text]) => [path.slice(folder.length), text]));
}
