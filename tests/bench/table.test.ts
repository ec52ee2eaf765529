import { expect, test } from 'vitest';
import { printTable } from './table.ts';

test('the table shows each figure beside its baseline, and says which targets are met', () => {
  const table = printTable([
    {
      heading: 'A check',
      figures: [
        {
          id: 'check_ms',
          what: 'after an edit',
          unit: 'ms',
          samples: [240, 200, 300],
          baseline: { what: 'native', value: 800 },
          targets: { ratio: 0.2, median: 250 },
        },
        { id: 'native_ms', what: 'native', unit: 'ms', samples: [800], baseline: null },
      ],
    },
    {
      heading: 'Memory',
      figures: [
        {
          id: 'memory_growth',
          what: 'growth',
          unit: '',
          samples: [-0.02],
          baseline: null,
          targets: { median: 0.1 },
        },
      ],
    },
  ]);
  expect(table).toBe(
    [
      'figure           median  least to most     baseline       ratio  target',
      '',
      'A check',
      '  after an edit  240 ms  200 ms to 300 ms  800 ms native  0.30   ratio ≤ 0.2, ≤ 250 ms  MISSED',
      '  native         800 ms',
      '',
      'Memory',
      '  growth         -0.020                                          ≤ 0.1                  met',
    ].join('\n'),
  );
});
