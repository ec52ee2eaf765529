import { findTerm, type Glossary, type Term, unknownTermWords } from './glossary.ts';
import type { LessonPart } from './lesson-parts.ts';
import { questionKey } from './question-key.ts';

/** What is wrong with a lesson's components, one sentence each. @param path `content/02-order/01-the-onion.mdx` */
export function lessonProblems(
  path: string,
  parts: readonly LessonPart[],
  glossary: Glossary,
): readonly string[] {
  return [...termProblems(path, parts, glossary), ...predictProblems(path, parts)];
}

/** The terms that a lesson marks. */
export function termsOf(parts: readonly LessonPart[], glossary: Glossary): readonly Term[] {
  const found = marked(parts).flatMap((part) => findTerm(glossary, nameOf(part)) ?? []);
  return [...new Set(found)];
}

/** The lesson's first use explains a term; a second dotted line would only distract. */
function termProblems(path: string, parts: readonly LessonPart[], glossary: Glossary): readonly string[] {
  const first = new Map<Term, number>();
  return marked(parts).flatMap((part) => {
    const term = findTerm(glossary, nameOf(part));
    if (term === undefined) return [`${path}: line ${part.line}: ${unknownTermWords(nameOf(part))}`];
    const line = first.get(term);
    if (line === undefined) {
      first.set(term, part.line);
      return [];
    }
    return [
      `${path}: line ${part.line}: the term "${term.name}" is marked on line ${line} already. Mark its first use alone.`,
    ];
  });
}

/** What a reader predicted is kept under the question. */
function predictProblems(path: string, parts: readonly LessonPart[]): readonly string[] {
  const first = new Map<string, number>();
  return parts.flatMap(({ component, props, line }) => {
    if (component !== 'Predict') return [];
    const question = props['question'] ?? '';
    const other = first.get(questionKey(question));
    if (other === undefined) {
      first.set(questionKey(question), line);
      return [];
    }
    return [
      `${path}: line ${line}: Predict asks "${question}" as it does on line ${other}. Ask something else: ` +
        'what a reader predicted is kept under its question.',
    ];
  });
}

function marked(parts: readonly LessonPart[]): readonly LessonPart[] {
  return parts.filter(({ component }) => component === 'Term');
}

function nameOf({ props, text }: LessonPart): string {
  return props['name'] ?? text;
}
