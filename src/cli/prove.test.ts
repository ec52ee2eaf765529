import { describe, expect, test } from 'vitest';
import type { Check } from './checks.ts';
import { planOf, prove } from './prove.ts';

describe('the plan', () => {
  const idsOf = (only?: string) => planOf(only).checks.map(({ id }) => id);

  test('of a plain run is everything', () => {
    expect(idsOf()).toEqual([
      'runtime',
      'biome',
      'python-format',
      'python-lint',
      'python-types',
      'types',
      'build',
    ]);
    expect(planOf(undefined).projects).toEqual([]);
  });

  test('of chosen checks runs no test', () => {
    expect(idsOf('types,biome')).toEqual(['biome', 'types']);
    expect(planOf('types').projects).toBeNull();
    expect(idsOf('static')).toEqual(['biome', 'python-format', 'python-lint', 'python-types', 'types']);
  });

  test('of chosen projects runs their tests alone', () => {
    expect(idsOf('unit,course')).toEqual(['runtime']);
    expect(planOf('unit,course').projects).toEqual(['unit', 'course']);
  });

  test('of the end-to-end tests builds the site that they open', () => {
    expect(idsOf('e2e')).toEqual(['runtime', 'build']);
    expect(planOf('e2e').projects).toEqual(['e2e']);
  });
});

describe('a check', () => {
  const check = (run: Check['run']): Check => ({ id: 'x', title: 'the sky is blue', run });

  test('that holds, one that does not and one that crashes are one passed and two failed', async () => {
    const lines: string[] = [];
    const checks = [
      check(async () => null),
      check(async () => 'It is grey.'),
      check(() => Promise.reject(new Error('There is no sky.'))),
    ];
    const tally = await prove({ checks, projects: null }, (line) => lines.push(line));
    expect(tally).toEqual({ passed: 1, failed: 2, skipped: 0 });
    expect(lines).toEqual([
      '… the sky is blue',
      '  ✓',
      '… the sky is blue',
      '  ✗ failed\n\nIt is grey.\n',
      '… the sky is blue',
      '  ✗ failed\n\nThere is no sky.\n',
    ]);
  });
});
