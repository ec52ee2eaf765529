import { paragraph } from '#suite/rebuild';
import { type App, callOf, type Line } from './scene.ts';

const phases = { made: 'while it is made', models: 'while its models are imported', ready: 'in ready()' };

/** INSTALLED_APPS, and what each app does by itself. */
export function appsOf(apps: readonly App[]): string {
  const rows = apps.map(
    (app) => [`${app.name}${app.label === null ? '' : ` (label ${app.label})`}`, inWords(app)] as const,
  );
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  const lines = rows.map(([name, does]) => `${name.padEnd(width)}  ${does}`.trimEnd());
  return paragraph('INSTALLED_APPS', lines.length === 0 ? ['(none)'] : lines);
}

function inWords({ models, does }: App): string {
  const has = models.length === 0 ? [] : [`has ${models.join(' and ')}`];
  if (does === null) return has.join('');
  const what = does.what === 'breaks' ? 'breaks' : `asks ${callOf(does.what)}`;
  return [...has, `${what} ${phases[does.phase]}`].join(', ');
}

/** How many lines a failure shows. */
const SHOWN = 24;

/** Two runs side by side, an arrow at the first difference. A long one is shown around that. */
export function sideBySide(got: readonly Line[], want: readonly Line[]): string {
  const first = firstDifference(got, want);
  const longest = Math.max(got.length, want.length);
  const from = Math.max(0, Math.min(first - SHOWN / 2, longest - SHOWN));
  const shown = Array.from({ length: Math.min(SHOWN, longest) }, (_, at) => from + at);
  const head = 'in your registry';
  const width = Math.max(head.length, ...shown.map((at) => lineOf(got[at]).length)) + 3;
  const rows = shown.map(
    (at) => `${at === first ? '→ ' : '  '}${lineOf(got[at]).padEnd(width)}${lineOf(want[at])}`,
  );
  return paragraph('What happened, and the flags at that moment', [
    `  ${head.padEnd(width)}in Django`,
    ...rows,
  ]);
}

function lineOf(line: Line | undefined): string {
  if (line === undefined) return '–';
  return line.flags === '' ? line.what : `${line.what}  [${line.flags}]`;
}

/** Below 0 when there is none. */
export function firstDifference(got: readonly Line[], want: readonly Line[]): number {
  const longest = Math.max(got.length, want.length);
  for (let at = 0; at < longest; at++) {
    if (got[at]?.what !== want[at]?.what || got[at]?.flags !== want[at]?.flags) return at;
  }
  return -1;
}
