/** Every rule of the pipeline, named: real Django and the replica agree, and both show what was once seen of it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { problemsOf } from '../../src/stack/problems.ts';
import { runStack, type StackRun } from '../../src/stack/run.ts';
import { stackSchema } from '../../src/stack/schema.ts';
import { namedCases } from './cases/index.ts';
import { differenceOf, printWhole } from './compare.ts';
import { openDjango } from './django.ts';
import { seenOf } from './seen.ts';

let played: readonly StackRun[];
beforeAll(async () => {
  const django = await openDjango();
  played = django.play(namedCases.map(({ stack }) => stack));
});

describe.for(namedCases.map((named, index) => ({ ...named, index })))('$title ($facts)', (named) => {
  const { stack, sees, index } = named;

  test('the two Djangos agree', () => {
    const django = played[index];
    if (django === undefined) throw new Error('Django did not play this stack');
    const difference = differenceOf(stack, django, runStack(stack));
    if (difference !== null) expect.fail(printWhole(difference));
  });

  test('it is as it was seen', () => {
    const django = played[index];
    if (django === undefined) throw new Error('Django did not play this stack');
    expect(seenOf(django, sees)).toEqual(sees);
  });
});

test('every case is a sound description, and each has a title of its own', () => {
  for (const { title, stack } of namedCases) expect(problemsOf(stackSchema.parse(stack)), title).toEqual([]);
  const titles = namedCases.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});
