import { describe, expect, it } from 'vitest';
import type { RecordedExchange, Report, TestResult } from '../../sandbox/protocol.ts';
import { chosenTrace, ownKey, traceChoices, traceKeyOf } from './tracing.ts';

const exchange = (path: string, evidence = false): RecordedExchange => ({
  request: { method: 'GET', path },
  response: { status: 404, reason: 'Not Found', headers: [], body: '', bytes: 0, cut: false },
  escaped: null,
  startUp: [],
  trace: [],
  moreEvents: 0,
  evidence,
});
const test = (name: string, status: TestResult['status'], ...exchanges: RecordedExchange[]): TestResult => ({
  name,
  status,
  milliseconds: 1,
  message: status === 'failed' ? 'No.' : null,
  at: null,
  exchanges,
});
const passed = test('a page has one', 'passed', exchange('/books/'));
const failed = test(
  'a missing page has one',
  'failed',
  exchange('/first/'),
  exchange('/second/', true),
  exchange('/third/'),
);
const report: Report = { verdict: 'failed', tests: [passed, failed], output: '', milliseconds: 1 };

describe('the traces on offer', () => {
  it('are one’s own request, then those of the failed tests, then the others', () => {
    expect(traceChoices(report, exchange('/mine/')).map(({ label }) => label)).toEqual([
      'GET /mine/ → 404',
      'GET /first/ → 404',
      'GET /second/ → 404',
      'GET /third/ → 404',
      'GET /books/ → 404',
    ]);
    expect(traceChoices(null, null)).toEqual([]);
  });

  it('say when nothing came back', () => {
    expect(traceChoices(null, { ...exchange('/'), response: null })[0]?.label).toBe('GET / → no response');
  });
});

describe('the trace that is shown', () => {
  const choices = traceChoices(report, null);

  it('is what the first failure is about, until another one is wanted', () => {
    expect(chosenTrace(choices, null)?.exchange.request.path).toBe('/second/');
    expect(chosenTrace(choices, traceKeyOf(passed))?.exchange.request.path).toBe('/books/');
    expect(chosenTrace(choices, 'gone')?.exchange.request.path).toBe('/second/');
    expect(chosenTrace([], ownKey)).toBe(null);
  });

  it('of a failed test is its failure’s, of a passed one the last', () => {
    expect(chosenTrace(choices, traceKeyOf(failed))?.exchange.request.path).toBe('/second/');
    expect(traceKeyOf(test('sent nothing', 'failed'))).toBe(null);
  });
});
