import { type Definition, pythonOutline } from './python-outline.ts';

/** Lines of a file, counted from 1, both included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** What a lesson points at in Django's source. */
export interface SourceTarget {
  /** As in the wheel: `django/core/handlers/base.py`. */
  readonly file: string;
  /** `BaseHandler.load_middleware`; without, the whole file. */
  readonly name?: string | undefined;
  /** A text that stands in one line of it. */
  readonly part?: string | undefined;
}

/**
 * Where `target` stands in the `text` of its file; null for a whole file.
 * @throws {Error} that says what isn't there, and what to do
 */
export function sourceLines(text: string, { file, name, part }: SourceTarget): LineRange | null {
  const lines = text.split('\n');
  const range = name === undefined ? { first: 1, last: lines.length } : definitionOf(text, file, name);
  if (part === undefined) return name === undefined ? null : range;
  const place = name === undefined ? file : `${name} of ${file}`;
  const hits = lines
    .slice(range.first - 1, range.last)
    .flatMap((line, index) => (line.includes(part) ? [range.first + index] : []));
  const [first, second] = hits;
  if (first === undefined) {
    throw new Error(`no line of ${place} contains "${part}". Copy a piece of one line as it stands.`);
  }
  if (second !== undefined) {
    throw new Error(
      `"${part}" stands in ${place} on lines ${hits.join(', ')}. Copy more of the line that is meant.`,
    );
  }
  return { first, last: first };
}

function definitionOf(text: string, file: string, name: string): LineRange {
  const outline = pythonOutline(text);
  const found = outline.find((definition) => definition.name === name);
  if (found !== undefined) return { first: found.first, last: found.last };
  const near = outline.filter((definition) => lastOf(definition) === name.split('.').at(-1));
  const others = near.length > 0 ? near : outline.filter((definition) => !definition.name.includes('.'));
  const names = [...new Set(others.map((definition) => definition.name))];
  const there = names.length === 1 ? 'there is' : 'there are';
  throw new Error(
    `${file} defines no ${name}. Correct the name; ${there} ${names.join(', ') || 'none at all'}.`,
  );
}

function lastOf({ name }: Definition): string | undefined {
  return name.split('.').at(-1);
}

/** `lines 26–103`, `line 40` */
export function rangeWords({ first, last }: LineRange): string {
  return first === last ? `line ${first}` : `lines ${first}–${last}`;
}

/** The file on GitHub, at the tag of the release `version`. */
export function sourceUrl(version: string, file: string, range: LineRange | null): string {
  const base = `https://github.com/django/django/blob/${version}/${file}`;
  if (range === null) return base;
  return range.first === range.last ? `${base}#L${range.first}` : `${base}#L${range.first}-L${range.last}`;
}
