import { describe, expect, it } from 'vitest';
import type { StackRun } from '../../stack/run.ts';
import { firstDifference } from './compare.ts';
import { closed, playedOf, stackOf, stamp } from './fixtures.ts';
import { outcomeOf, outcomeWords } from './outcome.ts';

const { run } = playedOf(stackOf([stamp, closed]));

describe('two runs of a stack', () => {
  it('are equal whatever the order of an event’s fields, a query’s time and a line of code', () => {
    const query = { kind: 'query', sql: 'SELECT 1', milliseconds: 1, at: null } as const;
    const one: StackRun = { ...run, trace: [...run.trace, query] };
    const other: StackRun = {
      ...run,
      trace: [
        ...run.trace.map((event) => Object.fromEntries(Object.entries(event).reverse()) as typeof event),
        { ...query, milliseconds: 2, at: { file: 'a.py', line: 1, function: 'f', text: 'x' } },
      ],
    };
    expect(firstDifference(one, other)).toBeNull();
  });

  it('differ from the first event on that isn’t the same', () => {
    expect(firstDifference(run, { ...run, trace: run.trace.toSpliced(2, 1) })).toEqual({ event: 2 });
    expect(firstDifference(run, { ...run, trace: run.trace.slice(0, -1) })).toEqual({
      event: run.trace.length - 1,
    });
  });

  it('differ in a response that no event tells of', () => {
    expect(firstDifference(run, { ...run, response: null })).toMatchObject({ event: null });
    if (run.response === null) throw new Error('no response');
    const headers = [...run.response.headers, ['X-Extra', '1'] as const];
    expect(firstDifference(run, { ...run, response: { ...run.response, headers } })).toMatchObject({
      event: null,
      words: expect.stringContaining('X-Extra: 1'),
    });
  });
});

describe('what the client gets', () => {
  it('is a status, and the headers that the layers are about, there or not', () => {
    expect(outcomeWords(outcomeOf(run, stackOf([stamp, closed])))).toBe(
      'The client gets 503, with X-Stamp: bookshop.',
    );
    const stack = stackOf([closed, stamp]);
    expect(outcomeWords(outcomeOf(playedOf(stack).run, stack))).toBe('The client gets 503, without X-Stamp.');
  });

  it('is no answer of Django’s when an exception escaped', () => {
    const escaped: StackRun = { ...run, response: null, escaped: 'RuntimeError' };
    expect(outcomeWords(outcomeOf(escaped, stackOf([])))).toBe(
      'RuntimeError leaves Django: the client gets no answer of it.',
    );
  });
});
