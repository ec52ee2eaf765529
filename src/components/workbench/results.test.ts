import { describe, expect, it } from 'vitest';
import type { Report, TestResult } from '../../sandbox/protocol.ts';
import { announcement, failuresFirst, failureText, headline, marksOf, removalWords } from './results.ts';

const passed: TestResult = {
  name: 'a page carries an id',
  status: 'passed',
  milliseconds: 3,
  message: null,
  at: null,
  exchanges: [],
};
const failed: TestResult = {
  name: 'a crash carries one',
  status: 'failed',
  milliseconds: 4,
  message:
    'GET /bestsellers/ came back 500\nwithout X-Request-ID.\n\nSent\n  GET /bestsellers/\n\nTrace\n  → A\n    ● view',
  at: { file: 'shop/middleware.py', line: 14, function: '__call__', text: 'return response' },
  exchanges: [],
};

function report(...tests: TestResult[]): Report {
  const verdict = tests.length > 0 && tests.every(({ status }) => status === 'passed') ? 'passed' : 'failed';
  return { verdict, tests, output: '', milliseconds: 7 };
}

describe('a failure’s message', () => {
  it('begins with prose, whatever its line breaks', () => {
    expect(failureText(failed.message ?? '').prose).toBe(
      'GET /bestsellers/ came back 500 without X-Request-ID.',
    );
  });

  it('goes on with evidence under its headings, indented as it was', () => {
    expect(failureText(failed.message ?? '').evidence).toEqual([
      { heading: 'Sent', text: 'GET /bestsellers/' },
      { heading: 'Trace', text: '→ A\n  ● view' },
    ]);
  });

  it('shows a paragraph without a heading as it is', () => {
    expect(failureText('No.\n\nTraceback:\nFile "x.py"').evidence).toEqual([
      { heading: '', text: 'Traceback:\nFile "x.py"' },
    ]);
  });

  it('is prose alone when it has one paragraph', () => {
    expect(failureText('SyntaxError: invalid syntax')).toEqual({
      prose: 'SyntaxError: invalid syntax',
      evidence: [],
    });
  });
});

describe('the verdict in words', () => {
  it('counts the facts that hold', () => {
    expect(headline(report(passed, passed))).toBe('All 2 facts hold.');
    expect(headline(report(passed))).toBe('The fact holds.');
    expect(headline(report(passed, failed))).toBe('1 of 2 facts hold.');
    expect(headline(report())).toBe('No fact could be checked.');
  });

  it('tells a screen reader the first fact that does not hold, and why', () => {
    expect(announcement(report(passed))).toBe('Passed. The fact holds.');
    expect(announcement(report(passed, failed))).toBe(
      'Failed. 1 of 2 facts hold. First that does not: a crash carries one. ' +
        'GET /bestsellers/ came back 500 without X-Request-ID.',
    );
    expect(announcement(report())).toBe('Failed. No fact could be checked.');
  });
});

describe('marks in the editor', () => {
  it('stand on the lines that failures point at', () => {
    expect(marksOf(report(passed, failed, { ...failed, at: null }))).toEqual([
      {
        path: 'shop/middleware.py',
        line: 14,
        message: 'GET /bestsellers/ came back 500 without X-Request-ID.',
      },
    ]);
    expect(marksOf(null)).toEqual([]);
  });
});

describe('the list of facts', () => {
  it('begins with those that do not hold, each group in the suite’s order', () => {
    const skipped: TestResult = { ...passed, name: 'skipped', status: 'skipped' };
    const names = failuresFirst([passed, skipped, failed, { ...failed, name: 'second' }]).map(
      ({ name }) => name,
    );
    expect(names).toEqual([failed.name, 'second', 'skipped', passed.name]);
  });
});

it('removed files are named in one sentence', () => {
  expect(removalWords(['a.ts'])).toBe('a.ts is removed.');
  expect(removalWords(['a.ts', 'b.ts', 'c.ts'])).toBe('a.ts, b.ts, and c.ts are removed.');
});
