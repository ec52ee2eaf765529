import { isDeepStrictEqual } from 'node:util';
import { describeStack } from '../../src/stack/describe.ts';
import type { StackRun } from '../../src/stack/run.ts';
import type { Stack } from '../../src/stack/schema.ts';
import type { Trace } from '../../src/trace/events.ts';
import { traceLines } from '../../src/trace/lines.ts';
import { normalised } from './normalise.ts';

/** A stack that the two Djangos serve differently; both runs normalised. */
export interface Difference {
  readonly stack: Stack;
  readonly django: StackRun;
  readonly replica: StackRun;
}

/** Null when the two agree on everything: start-up, trace, response and what escaped. */
export function differenceOf(stack: Stack, django: StackRun, replica: StackRun): Difference | null {
  const [a, b] = [normalised(django), normalised(replica)];
  return isDeepStrictEqual(a, b) ? null : { stack, django: a, replica: b };
}

/** How many lines before the first difference are shown, and how many from it on. */
const BEFORE = 2;
const FROM = 3;

/** The stack, and the traces side by side around the place where they part, which is marked. A dozen lines or so. */
export function printCase({ stack, django, replica }: Difference): string {
  return [describeStack(stack), ...sideBySide(django, replica, true)].join('\n');
}

/** The stack and both traces, whole. */
export function printWhole({ stack, django, replica }: Difference): string {
  return [describeStack(stack), '', ...sideBySide(django, replica, false)].join('\n');
}

/**
 * Two runs of one thing, a line an event.
 * @param windowed only the lines around the first difference
 * @param titles who ran them
 */
export function sideBySide(
  django: StackRun,
  replica: StackRun,
  windowed: boolean,
  titles: readonly [left: string, right: string] = ['Django', 'replica'],
): string[] {
  const [left, right] = [rowsOf(django), rowsOf(replica)];
  const length = Math.max(left.length, right.length);
  const pairs = Array.from({ length }, (_, index) => pair(left[index], right[index]));
  const first = pairs.findIndex(({ same }) => !same);
  const shown = windowed ? pairs.slice(Math.max(0, first - BEFORE), first + FROM) : pairs;
  const width = Math.max(titles[0].length, ...shown.map(({ django }) => django.length));
  const line = (mark: string, a: string, b: string): string => `${mark} ${a.padEnd(width)}  ${b}`.trimEnd();
  return [
    line(' ', ...titles),
    ...shown.map(({ same, django, replica }) => line(same ? ' ' : '≠', django, replica)),
  ];
}

interface Row {
  readonly text: string;
  /** What must be equal, of which the text may say less. */
  readonly whole: unknown;
}

interface Pair {
  readonly same: boolean;
  readonly django: string;
  readonly replica: string;
}

function pair(left: Row | undefined, right: Row | undefined): Pair {
  const same = isDeepStrictEqual(left?.whole, right?.whole);
  const blind = !same && left?.text === right?.text;
  return { same, django: words(left, blind), replica: words(right, blind) };
}

/** `blind`: the words alone don't show the difference. */
function words(row: Row | undefined, blind: boolean): string {
  if (row === undefined) return '–';
  return blind ? JSON.stringify(row.whole) : row.text;
}

function rowsOf({ startUp, trace, response, escaped }: StackRun): Row[] {
  return [
    ...traceRows(startUp),
    ...traceRows(trace),
    ...(escaped === null ? [] : [{ text: `escaped: ${escaped}`, whole: escaped }]),
    ...(response === null
      ? [{ text: 'no response', whole: null }]
      : [
          { text: `status ${response.status}`, whole: response.status },
          ...response.headers.map((header) => ({ text: header.join(': '), whole: header })),
          { text: `body ${JSON.stringify(response.body)}`, whole: response.body },
        ]),
  ];
}

function traceRows(trace: Trace): Row[] {
  return traceLines(trace).map(({ depth, text }, index) => ({
    text: '  '.repeat(depth) + text,
    whole: trace[index],
  }));
}
