/** What a report means for the page: pure questions about it. */
import type { Report, TestResult } from '../../sandbox/protocol.ts';

export interface Evidence {
  /** `Sent`, `Came back`, `Trace`; empty for a paragraph without a heading. */
  readonly heading: string;
  readonly text: string;
}

/** A failure's message in parts: the first paragraph is prose, the others are evidence, shown as they are. */
export interface FailureText {
  readonly prose: string;
  readonly evidence: readonly Evidence[];
}

export function failureText(message: string): FailureText {
  const [prose = '', ...paragraphs] = message
    .split(/\n[^\S\n]*\n/)
    .filter((paragraph) => paragraph.trim() !== '');
  return { prose: prose.trim().replace(/\s*\n\s*/g, ' '), evidence: paragraphs.map(toEvidence) };
}

/** A heading is a first line that isn't indented, above lines that are. */
function toEvidence(paragraph: string): Evidence {
  const [first = '', ...rest] = paragraph.split('\n');
  const isHeading = rest.length > 0 && /^\S/.test(first) && rest.every((line) => /^\s{2}|^$/.test(line));
  if (!isHeading) return { heading: '', text: paragraph };
  return { heading: first, text: rest.map((line) => line.slice(2)).join('\n') };
}

export interface Count {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
}

export function countTests(tests: readonly TestResult[]): Count {
  const count = (status: TestResult['status']) => tests.filter((test) => test.status === status).length;
  return { total: tests.length, passed: count('passed'), failed: count('failed') };
}

/** The line above the list of facts. */
export function headline(report: Report): string {
  const { total, passed } = countTests(report.tests);
  if (report.verdict === 'passed') return total === 1 ? 'The fact holds.' : `All ${total} facts hold.`;
  return total === 0 ? 'No fact could be checked.' : `${passed} of ${total} facts hold.`;
}

/** What a screen reader hears when a check has ended. */
export function announcement(report: Report): string {
  if (report.verdict === 'passed') return `Passed. ${headline(report)}`;
  const first = report.tests.find((test) => test.status === 'failed');
  if (first === undefined) return `Failed. ${headline(report)}`;
  const because = first.message === null ? '' : ` ${failureText(first.message).prose}`;
  return `Failed. ${headline(report)} First that does not: ${first.name}.${because}`;
}

/** A line in a file of the learner's that a failure points at. */
export interface Mark {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export function marksOf(report: Report | null): readonly Mark[] {
  return (report?.tests ?? []).flatMap(({ status, at, message }) =>
    status === 'failed' && at !== null
      ? [{ path: at.file, line: at.line, message: failureText(message ?? '').prose }]
      : [],
  );
}

/** What needs attention comes first; within that the suite's own order, which tells a story. */
export function failuresFirst(tests: readonly TestResult[]): readonly TestResult[] {
  const rank = { failed: 0, skipped: 1, passed: 2 } as const;
  return tests.toSorted((one, other) => rank[one.status] - rank[other.status]);
}

/** Which files were removed, in a sentence. */
export function removalWords(paths: readonly string[]): string {
  return `${new Intl.ListFormat('en').format(paths)} ${paths.length === 1 ? 'is' : 'are'} removed.`;
}
