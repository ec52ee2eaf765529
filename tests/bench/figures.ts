/** One thing that was measured, several times over. */
export interface Figure {
  /** Its name in `--json`, with the unit at the end: `replica_request_us`. */
  readonly id: string;
  readonly what: string;
  readonly unit: 'ms' | 'µs' | 'kB';
  readonly samples: readonly number[];
  /** What it is a ratio of, measured in the same run and in the same unit. */
  readonly baseline: { readonly what: string; readonly value: number } | null;
}

/** The figures of one subject, under one heading. */
export interface Report {
  readonly heading: string;
  readonly figures: readonly Figure[];
}

export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** `  a request on the replica   median 7.1 µs   least 6.2 µs   most 90 µs   0.002 of real Django's` */
export function printed({ what, unit, samples, baseline }: Figure): string {
  const amount = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`.padStart(9);
  const spread =
    samples.length > 1 && `least ${amount(Math.min(...samples))}   most ${amount(Math.max(...samples))}`;
  const ratio = baseline && `${(median(samples) / baseline.value).toPrecision(2)} of ${baseline.what}`;
  return ['', what.padEnd(34), `median ${amount(median(samples))}`, spread, ratio]
    .filter((part) => part !== false && part !== null)
    .join('   ');
}

/** Medians by id, and the ratio to the baseline beside each as `<id>_ratio`. */
export function asJson(reports: readonly Report[]): Readonly<Record<string, number>> {
  const figures = reports.flatMap((report) => report.figures);
  return Object.fromEntries(
    figures.flatMap(({ id, samples, baseline }) => [
      [id, round(median(samples))] as const,
      ...(baseline ? [[`${id}_ratio`, round(median(samples) / baseline.value)] as const] : []),
    ]),
  );
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
