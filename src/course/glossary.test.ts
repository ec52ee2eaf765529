import { describe, expect, test } from 'vitest';
import { findTerm, readGlossary } from './glossary.ts';

const read = (text: string, lessons: readonly string[] = []) => readGlossary(text, lessons);
const problems = (text: string) => {
  const result = read(text);
  return 'problems' in result ? result.problems : [];
};

const text = [
  'view:',
  '  means: What answers.',
  'short-circuit:',
  '  means: To answer early.',
  '  also: [short circuit]',
  '  lesson: 02-order/01-the-onion',
  '',
].join('\n');

describe('the glossary', () => {
  test('gives its terms in the alphabet’s order, each with its place on the page', () => {
    expect(read(text, ['02-order/01-the-onion'])).toEqual({
      value: [
        {
          name: 'short-circuit',
          anchor: 'short-circuit',
          means: 'To answer early.',
          also: ['short circuit'],
          lesson: '02-order/01-the-onion',
        },
        { name: 'view', anchor: 'view', means: 'What answers.', also: [] },
      ],
    });
  });

  test('refuses a term without words, with its line', () => {
    expect(problems('# Words\nview:\n  also: [views]\n')).toEqual([
      'content/glossary.yaml, line 2, "view": `means` is missing. Add it: what it is, in one or two plain sentences; code in backticks.',
    ]);
  });

  test('refuses a field that it does not know', () => {
    expect(problems('view:\n  means: x\n  see: y\n')).toEqual([
      'content/glossary.yaml, line 1, "view": `see` is no field of a term. Correct the spelling or remove it; the fields are means, also, lesson.',
    ]);
  });

  test('refuses a form that two terms claim', () => {
    expect(problems('view:\n  means: x\nhandler:\n  means: y\n  also: [View]\n')).toEqual([
      'content/glossary.yaml, line 3, "handler": "View" is a form of "view" already. Keep it with one of them.',
    ]);
  });

  test('refuses a lesson that is not there', () => {
    expect(problems('view:\n  means: x\n  lesson: 09/01\n')).toEqual([
      'content/glossary.yaml, line 1, "view": there is no lesson 09/01. Correct its id, or remove `lesson`.',
    ]);
  });

  test('refuses what is no YAML, with its line', () => {
    expect(problems('view:\n  means: this: breaks\n')[0]).toMatch(
      /^content\/glossary\.yaml: line 2 is not YAML: /,
    );
  });
});

test('a term is found by its name and its forms, in any case, with an s or without', () => {
  const result = read(text, ['02-order/01-the-onion']);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  const found = (form: string) => findTerm(result.value, form)?.name;
  expect(['View', 'views', 'short-circuits', 'Short  circuit', 'viewing'].map(found)).toEqual([
    'view',
    'view',
    'short-circuit',
    'short-circuit',
    undefined,
  ]);
});
