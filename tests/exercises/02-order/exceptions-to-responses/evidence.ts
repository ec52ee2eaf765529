import { paragraph } from '#suite/rebuild';
import type { Does, Happened, Scene } from './scene.ts';

/** The stack and the pages, a line each. */
export function sceneInWords({ layers, view, pages, propagate }: Scene): string {
  const rows: (readonly [string, string])[] = layers.map(({ name, before, after }) => [
    name,
    before !== undefined
      ? `${inWords(before)} before getResponse`
      : after !== undefined
        ? `${inWords(after)} after getResponse`
        : 'passes everything on',
  ]);
  rows.push(['view', inWords(view)]);
  for (const [status, does] of Object.entries(pages)) {
    if (does.does === 'raise' || String(does.status) !== status) rows.push([`page ${status}`, inWords(does)]);
  }
  if (propagate) rows.push(['settings', 'DEBUG_PROPAGATE_EXCEPTIONS']);
  const width = Math.max(...rows.map(([name]) => name.length));
  return paragraph(
    'The stack, outermost first',
    rows.map(([name, does]) => `${name.padEnd(width)}  ${does}`),
  );
}

function inWords(does: Does): string {
  return does.does === 'raise' ? `raises ${does.exception}` : `answers ${does.status}`;
}

/** Two traces side by side, an arrow at the first difference. */
export function sideBySide(got: readonly string[], want: readonly string[]): string {
  const head = 'with your boundaries';
  const width = Math.max(head.length, ...got.map((line) => line.length)) + 4;
  const first = firstDifference(got, want);
  const rows = Array.from(
    { length: Math.max(got.length, want.length) },
    (_, at) => `${at === first ? '→ ' : '  '}${(got[at] ?? '–').padEnd(width)}${want[at] ?? '–'}`,
  );
  return paragraph('Trace', [`  ${head.padEnd(width)}in Django`, ...rows]);
}

/** Where the two differ for the first time; -1 when they don't. */
export function firstDifference(got: readonly string[], want: readonly string[]): number {
  const longest = Math.max(got.length, want.length);
  return Array.from({ length: longest }, (_, at) => at).find((at) => got[at] !== want[at]) ?? -1;
}

export function cameOut({ response, escaped, returned }: Happened): string {
  if (escaped !== null) return paragraph('Came out', [`no response, but the ${escaped}`]);
  if (response === null) return paragraph('Came out', [`${returned}, where a response should be`]);
  return paragraph('Came out', [String(response.status), response.content]);
}
