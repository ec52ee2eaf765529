import { type Figure, isMet, median, type Report, ratioOf } from './figures.ts';

const titles = ['figure', 'median', 'least to most', 'baseline', 'ratio', 'target', ''] as const;

/** Every report in one table, its columns as wide as what stands in them. */
export function printTable(reports: readonly Report[]): string {
  const rows = reports.flatMap(({ figures }) => figures.map(rowOf));
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const body = reports.flatMap(({ heading, figures }) => ['', heading, ...figures.map(rowOf).map(line)]);
  return [line(titles), ...body].join('\n');
}

function rowOf(figure: Figure): readonly string[] {
  const { what, unit, samples, baseline } = figure;
  const ratio = ratioOf(figure);
  const spread = `${amount(Math.min(...samples), unit)} to ${amount(Math.max(...samples), unit)}`;
  return [
    `  ${what}`,
    amount(median(samples), unit),
    samples.length > 1 ? spread : '',
    baseline ? `${amount(baseline.value, unit)} ${baseline.what}` : '',
    ratio === null ? '' : ratio.toPrecision(2),
    targetOf(figure),
    { true: 'met', false: 'MISSED', null: '' }[`${isMet(figure)}`],
  ];
}

function targetOf({ targets, unit }: Figure): string {
  const { ratio, median: most } = targets ?? {};
  return [
    ...(ratio === undefined ? [] : [`ratio ≤ ${ratio}`]),
    ...(most === undefined ? [] : [`≤ ${most} ${unit}`.trimEnd()]),
  ].join(', ');
}

function amount(value: number, unit: Figure['unit']): string {
  if (unit === '') return value.toFixed(3);
  return `${value.toFixed(Math.abs(value) < 100 ? 1 : 0)} ${unit}`;
}
