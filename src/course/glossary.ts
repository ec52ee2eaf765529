import { LineCounter, parseDocument } from 'yaml';
import { type Read, readFields, readYaml } from './problems.ts';
import { type TermFields, termSchema } from './schema.ts';

export const GLOSSARY = 'content/glossary.yaml';

/** A word that the course explains. */
export interface Term extends TermFields {
  readonly name: string;
  /** Its place on the glossary's page: `short-circuit`. */
  readonly anchor: string;
}

/** All terms in the alphabet's order. */
export type Glossary = readonly Term[];

/**
 * Reads the text of `content/glossary.yaml`: name → fields of a term. Problems name the line.
 * @param lessons the ids of all lessons
 */
export function readGlossary(text: string, lessons: readonly string[]): Read<Glossary> {
  const yaml = readYaml(GLOSSARY, text);
  if ('problems' in yaml) return yaml;
  const problems: string[] = [];
  const terms: Term[] = [];
  const takenBy = new Map<string, string>();
  for (const { name, value, line } of entriesOf(text)) {
    const path = `${GLOSSARY}, line ${line}, "${name}"`;
    const read = readFields(path, 'a term', termSchema, value);
    if ('problems' in read) {
      problems.push(...read.problems);
      continue;
    }
    const { lesson } = read.value;
    if (lesson !== undefined && !lessons.includes(lesson)) {
      problems.push(`${path}: there is no lesson ${lesson}. Correct its id, or remove \`lesson\`.`);
    }
    const term: Term = { ...read.value, name, anchor: anchorOf(name) };
    for (const form of [name, ...term.also]) {
      const other = takenBy.get(keyOf(form));
      if (other !== undefined) {
        problems.push(`${path}: "${form}" is a form of "${other}" already. Keep it with one of them.`);
      }
      takenBy.set(keyOf(form), name);
    }
    terms.push(term);
  }
  if (problems.length > 0) return { problems };
  return { value: terms.toSorted((one, other) => one.name.localeCompare(other.name, 'en')) };
}

/** The term that `text` is a form of: its name or one of `also`, in any case, also with an s behind it. */
export function findTerm(glossary: Glossary, text: string): Term | undefined {
  const wanted = [keyOf(text), keyOf(text).replace(/s$/, '')];
  const hasForm = ({ name, also }: Term, form: string) => [name, ...also].map(keyOf).includes(form);
  return wanted.flatMap((form) => glossary.find((term) => hasForm(term, form)) ?? [])[0];
}

/** `unknown`, and what to do about it. */
export function unknownTermWords(text: string): string {
  return `"${text}" is no term of ${GLOSSARY}. Add it there, or name the term that it is a form of: <Term name="…">${text}</Term>.`;
}

/** `WSGI environ` → `wsgi-environ` */
function anchorOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function keyOf(form: string): string {
  return form.replace(/\s+/g, ' ').trim().toLowerCase();
}

function entriesOf(
  text: string,
): readonly { readonly name: string; readonly value: unknown; readonly line: number }[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const values = (document.toJS() ?? {}) as Readonly<Record<string, unknown>>;
  const { contents } = document as { contents: { items?: readonly { key: unknown }[] } | null };
  return (contents?.items ?? []).map(({ key }) => {
    const { value, range } = key as { value: unknown; range?: readonly number[] };
    const name = String(value);
    return { name, value: values[name], line: lines.linePos(range?.[0] ?? 0).line };
  });
}
