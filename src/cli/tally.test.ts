import { expect, test } from 'vitest';
import { addTallies, closingLine, emptyTally, tallyOf, type VitestReport } from './tally.ts';

const report = (parts: Partial<VitestReport>): VitestReport => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...parts,
});

test('the closing line names what was skipped only when something was', () => {
  expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  expect(closingLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped');
});

test('tallies add up part by part', () => {
  expect(addTallies({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  });
});

test('what is to do counts as skipped', () => {
  const counted = tallyOf(report({ numPassedTests: 3, numPendingTests: 1, numTodoTests: 1 }), 0);
  expect(counted).toEqual({ passed: 3, failed: 0, skipped: 2 });
});

test('a file that failed to load counts as one failure, beside the tests that failed', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
  ];
  const counted = tallyOf(report({ numPassedTests: 2, numFailedTests: 1, testResults }), 1);
  expect(counted).toEqual({ passed: 2, failed: 2, skipped: 0 });
});

test('a run that ended badly without naming a failure counts as one', () => {
  expect(tallyOf(report({ numPassedTests: 5 }), 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

test('a run without a report counts as one failure', () => {
  expect(tallyOf(null, 0)).toEqual({ ...emptyTally, failed: 1 });
});
