import { describe, expect, test } from 'vitest';
import { type Glossary, readGlossary } from './glossary.ts';
import { lessonParts } from './lesson-parts.ts';
import { lessonProblems, termsOf } from './lesson-problems.ts';

const path = 'content/02-order/01-the-onion.mdx';
const glossary = (() => {
  const read = readGlossary('middleware:\n  means: A layer.\nview:\n  means: What answers.\n', []);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.value satisfies Glossary;
})();
const problems = (mdx: string) => lessonProblems(path, lessonParts(mdx), glossary);

describe('the components of a lesson', () => {
  test('are found with their attributes, their text and their line, also inside one another', () => {
    const mdx = [
      '---',
      'title: x',
      '---',
      '',
      '<Predict question="Which `one`?" answer={1}>',
      '',
      'A <Term name="view">*the*',
      'views</Term>.',
      '',
      '</Predict>',
    ].join('\n');
    expect(lessonParts(mdx)).toEqual([
      {
        component: 'Predict',
        props: { question: 'Which `one`?', answer: '1' },
        text: 'A the views.',
        line: 5,
      },
      { component: 'Term', props: { name: 'view' }, text: 'the views', line: 7 },
    ]);
  });

  test('are none where they stand in code', () => {
    expect(lessonParts('`<Term>x</Term>`\n\n```mdx\n<Term>y</Term>\n```\n')).toEqual([]);
  });
});

describe('a term', () => {
  test('that the glossary lacks is refused with what to do', () => {
    expect(problems('One\n\n<Term>wsgi</Term> two')).toEqual([
      `${path}: line 3: "wsgi" is no term of content/glossary.yaml. Add it there, or name the term that it is a form of: <Term name="…">wsgi</Term>.`,
    ]);
  });

  test('is marked once in a lesson, in whichever form', () => {
    expect(problems('<Term>Middleware</Term> and\n<Term name="middleware">layers</Term>.')).toEqual([
      `${path}: line 2: the term "middleware" is marked on line 1 already. Mark its first use alone.`,
    ]);
  });

  test('is counted once among those of a lesson', () => {
    const parts = lessonParts('<Term>views</Term>, <Term>middleware</Term>');
    expect(termsOf(parts, glossary).map(({ name }) => name)).toEqual(['view', 'middleware']);
  });
});

test('a lesson asks each question once', () => {
  const ask = (question: string) =>
    `<Predict question="${question}" options={['a']} answer={0}>\n\nx\n\n</Predict>\n\n`;
  expect(problems(ask('Who answers?') + ask('Who asks?'))).toEqual([]);
  expect(problems(ask('Who answers?') + ask('who answers'))).toEqual([
    `${path}: line 7: Predict asks "who answers" as it does on line 1. Ask something else: what a reader predicted is kept under its question.`,
  ]);
});
