import { paragraph } from '#suite/rebuild';
import type { Answered, Layer, Scene } from './scene.ts';

function layerInWords(layer: Layer): string {
  switch (layer.does) {
    case 'pass':
      return 'passes the request on';
    case 'set-header':
      return `passes it on, and sets X-Layer: ${layer.name} on the response`;
    case 'ask-twice':
      return 'calls getResponse twice, and answers with the second response';
    case 'ask-for':
      return `calls getResponse with another request, GET ${layer.path}`;
    case 'short-circuit':
      return `short-circuits with ${layer.status}`;
    case 'raise-before':
      return `raises ${layer.exception} on the way in`;
    case 'raise-after':
      return `raises ${layer.exception} on the way out`;
    case 'not-used':
      return 'its factory raises MiddlewareNotUsed';
    case 'return-nothing':
      return 'its factory returns nothing';
    case 'return-null':
      return 'its factory returns null';
    case 'fail-to-load':
      return 'its factory raises an Error of its own';
  }
}

export function stackOf({ layers, view }: Scene): string {
  const core = 'raises' in view ? `raises ${view.raises}` : `answers ${view.status}`;
  const rows = [
    ...layers.map((layer) => [layer.name, layerInWords(layer)] as const),
    ['view', core] as const,
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, does]) => `${name.padEnd(width)}  ${does}`);
  return paragraph('The stack, outermost first', lines);
}

/** How many lines of a trace, or calls of factories, a failure shows. */
const SHOWN = 30;

/** Two traces side by side, an arrow at the first difference. A long one is shown around that. */
export function sideBySide(got: readonly string[], want: readonly string[]): string {
  const longest = Math.max(got.length, want.length);
  const first = firstDifference(got, want);
  const from = Math.max(0, Math.min(first - SHOWN / 2, longest - SHOWN));
  const shown = Array.from({ length: Math.min(SHOWN, longest) }, (_, at) => from + at);
  const after = longest - from - shown.length;

  const head = 'in your chain';
  const width = Math.max(head.length, ...shown.map((at) => got[at]?.length ?? 0)) + 4;
  const rows = shown.map(
    (at) => `${at === first ? '→ ' : '  '}${(got[at] ?? '–').padEnd(width)}${want[at] ?? '–'}`,
  );
  return paragraph('Trace', [
    `  ${head.padEnd(width)}in Django`,
    ...(from > 0 ? [`  … ${from} lines before`] : []),
    ...rows,
    ...(after > 0 ? [`  … and ${after} more`] : []),
  ]);
}

/** `B factory, A factory`, cut when there is no end to it. */
export function inOneLine(calls: readonly string[]): string {
  if (calls.length === 0) return '–';
  const more = calls.length > SHOWN ? ` … and ${calls.length - SHOWN} more` : '';
  return calls.slice(0, SHOWN).join(', ') + more;
}

export function firstDifference(got: readonly string[], want: readonly string[]): number {
  const longest = Math.max(got.length, want.length);
  for (let at = 0; at < longest; at++) if (got[at] !== want[at]) return at;
  return -1;
}

export function cameBack({ response, escaped, returned }: Answered): string {
  if (escaped !== null) return paragraph('Came back', [`no response: ${escaped} came out of the chain`]);
  if (response === null) return paragraph('Came back', [`${returned}, where a response should be`]);
  const header = response.layerHeader === null ? [] : [`X-Layer: ${response.layerHeader}`];
  return paragraph('Came back', [String(response.status), ...header, ...response.content.split('\n')]);
}
