/** One thing that was measured, several times over. */
export interface Figure {
  /** Its name in `--json`, with the unit at the end: `replica_request_us`. */
  readonly id: string;
  readonly what: string;
  /** Empty for a share: `0.1` is a tenth. */
  readonly unit: 'ms' | 'µs' | 'kB' | '';
  readonly samples: readonly number[];
  /** What it is a ratio of, measured in the same run and in the same unit. */
  readonly baseline: { readonly what: string; readonly value: number } | null;
  /** The ratio's name in `--json`; `<id>_ratio` unless told. */
  readonly ratioId?: string;
  /** What the median, and its ratio to the baseline, may be at most. */
  readonly targets?: { readonly median?: number; readonly ratio?: number };
}

/** The figures of one subject, under one heading. */
export interface Report {
  readonly heading: string;
  readonly figures: readonly Figure[];
}

/** The middle sample; the upper one of two in the middle. @throws {Error} when there is none */
export function median(samples: readonly number[]): number {
  const middle = samples.toSorted((a, b) => a - b)[samples.length >> 1];
  if (middle === undefined) throw new Error('Nothing was measured: a median needs a sample.');
  return middle;
}

/** Null where there is no baseline. */
export function ratioOf({ samples, baseline }: Figure): number | null {
  return baseline && median(samples) / baseline.value;
}

/** Whether every target is met; null when there is none. */
export function isMet(figure: Figure): boolean | null {
  const { targets, samples } = figure;
  if (targets === undefined) return null;
  return (
    median(samples) <= (targets.median ?? Number.POSITIVE_INFINITY) &&
    (ratioOf(figure) ?? 0) <= (targets.ratio ?? Number.POSITIVE_INFINITY)
  );
}

/** Medians by id, and the ratio to the baseline beside each. */
export function asJson(reports: readonly Report[]): Readonly<Record<string, number>> {
  const figures = reports.flatMap((report) => report.figures);
  return Object.fromEntries(
    figures.flatMap((figure) => {
      const { id, ratioId = `${id}_ratio` } = figure;
      const ratio = ratioOf(figure);
      return [
        [id, round(median(figure.samples))] as const,
        ...(ratio === null ? [] : [[ratioId, round(ratio)] as const]),
      ];
    }),
  );
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
