/** The glossary and who uses it, as the build sees them. */

import glossaryText from '/content/glossary.yaml?raw';
import { type Glossary, readGlossary } from '../../course/glossary.ts';
import { lessonParts } from '../../course/lesson-parts.ts';
import { lessonProblems, termsOf } from '../../course/lesson-problems.ts';
import { CourseError } from '../../course/problems.ts';

const lessons = import.meta.glob<string>('/content/*/*.mdx', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Term's name → the ids of the lessons that mark it, in reading order. */
export type TermUses = ReadonlyMap<string, readonly string[]>;

const sources = Object.entries(lessons)
  .map(([path, text]) => ({ path: path.slice(1), id: path.replace(/^\/content\/|\.mdx$/g, ''), text }))
  .toSorted((one, other) => (one.path < other.path ? -1 : 1));

const glossary = readGlossary(
  glossaryText,
  sources.map(({ id }) => id),
);

/** All terms. Throws one `CourseError` with all that is wrong with the glossary. */
export function loadGlossary(): Glossary {
  if ('problems' in glossary) throw new CourseError(glossary.problems);
  return glossary.value;
}

/**
 * Who uses which term. Throws one `CourseError` with all that is wrong with the terms and questions of lessons. The
 * glossary's page asks for it, so no site is built in spite of it; a lesson's page doesn't, so that one can go on writing
 * while another lesson is half-way.
 */
export function loadTermUses(): TermUses {
  const terms = loadGlossary();
  const problems: string[] = [];
  const uses = new Map<string, string[]>();
  for (const { path, id, text } of sources) {
    try {
      const parts = lessonParts(text);
      problems.push(...lessonProblems(path, parts, terms));
      for (const { name } of termsOf(parts, terms)) uses.set(name, [...(uses.get(name) ?? []), id]);
    } catch (error) {
      problems.push(`${path}: this is no MDX: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (problems.length > 0) throw new CourseError(problems);
  return uses;
}
