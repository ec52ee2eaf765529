import type { QueryRun, SourceLine, Trace } from '../events.ts';

/** Queries with the very same SQL. Parameters are no part of it: the N queries of an N+1 have one SQL. */
export interface QueryGroup {
  readonly sql: string;
  readonly count: number;
  /** All of them together. */
  readonly milliseconds: number;
  /** The learner's lines that ran it, each once, in the order in which they came; Django's own are left out. */
  readonly lines: readonly SourceLine[];
  /** Where they are in the trace. */
  readonly indexes: readonly number[];
}

/** The queries of a trace grouped by their SQL, in the order in which each SQL was first run. */
export function queryGroups(trace: Trace): readonly QueryGroup[] {
  const found = new Map<string, { index: number; query: QueryRun }[]>();
  trace.forEach((query, index) => {
    if (query.kind !== 'query') return;
    const runs = found.get(query.sql) ?? [];
    runs.push({ index, query });
    found.set(query.sql, runs);
  });
  return [...found].map(([sql, runs]) => ({
    sql,
    count: runs.length,
    milliseconds: runs.reduce((sum, { query }) => sum + query.milliseconds, 0),
    lines: distinctLines(runs.map(({ query }) => query.at)),
    indexes: runs.map(({ index }) => index),
  }));
}

/** The groups of queries that ran more than once: the most frequent first. */
export function duplicateQueries(trace: Trace): readonly QueryGroup[] {
  return queryGroups(trace)
    .filter(({ count }) => count > 1)
    .toSorted((one, other) => other.count - one.count);
}

function distinctLines(lines: readonly (SourceLine | null)[]): readonly SourceLine[] {
  const known = lines.filter((line) => line !== null);
  return [...new Map(known.map((line) => [`${line.file}:${line.line}`, line])).values()];
}
