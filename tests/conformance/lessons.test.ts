/**
 * Whatever a reader does to a diagram of a lesson, Django does the same: every stack that a lesson shows, in every order,
 * with every layer in turn switched off, raising or answering.
 */
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Entry, moved, toEntries, toMiddleware } from '../../src/components/diagram/entries.ts';
import { namedStack, passingStack } from '../../src/components/lesson/stacks.ts';
import { root } from '../../src/sandbox/drivers/node-files.ts';
import { runStack } from '../../src/stack/run.ts';
import type { Stack } from '../../src/stack/schema.ts';
import { differenceOf, printCase } from './compare.ts';
import { openDjango } from './django.ts';

const shown = [...(await stacksOfLessons()), ...(await passingStacks())];

test.for(shown)('%s', { timeout: 120_000 }, async ([, stack]) => {
  const states = statesOf(stack);
  const runs = (await openDjango()).play(states);
  const differences = states.flatMap((state, index) => {
    const run = runs[index];
    if (run === undefined) throw new Error('Django did not play every state.');
    const difference = differenceOf(state, run, runStack(state));
    return difference === null ? [] : [printCase(difference)];
  });
  expect(differences).toEqual([]);
});

async function stacksOfLessons(): Promise<[title: string, stack: Stack][]> {
  const files = globSync('content/*/*/stacks.yaml', { cwd: fileURLToPath(root) });
  const named = files.map(async (file) => {
    const text = await readFile(new URL(file.replaceAll('\\', '/'), root), 'utf8');
    return Object.keys(parse(text) as object).map((name): [string, Stack] => [
      `${file}, ${name}`,
      namedStack(text, file, name),
    ]);
  });
  return (await Promise.all(named)).flat();
}

/** Those that stand in a page as `<Onion layers={[…]} />`. */
async function passingStacks(): Promise<[title: string, stack: Stack][]> {
  const files = globSync(['content/*/*.mdx', 'src/pages/**/*.astro'], { cwd: fileURLToPath(root) });
  const found = files.map(async (file) => {
    const text = await readFile(new URL(file.replaceAll('\\', '/'), root), 'utf8');
    return [...text.matchAll(/<Onion\b[^>]*?\blayers=\{(\[[\s\S]*?\])\}/g)].map(
      ([, list = '[]'], index): [string, Stack] => [
        `${file}, layers ${index + 1}`,
        passingStack(parse(list) as string[]),
      ],
    );
  });
  return (await Promise.all(found)).flat();
}

/** Every order of the list, and for each the list with one layer changed in every way that the page offers. */
function statesOf(stack: Stack): Stack[] {
  return ordersOf(toEntries(stack.middleware))
    .flatMap((entries) => [entries, ...entries.flatMap((_, index) => changedAt(entries, index))])
    .map((entries) => ({ ...stack, middleware: toMiddleware(entries) }));
}

function changedAt(entries: readonly Entry[], index: number): (readonly Entry[])[] {
  const entry = entries[index];
  if (entry === undefined) return [];
  const behaviours = ['answers', 'raises-before', 'raises-after'] as const;
  const changed: Entry[] = [
    { ...entry, on: false },
    ...('own' in entry.layer ? behaviours.map((behaviour) => ({ ...entry, behaviour })) : []),
  ];
  return changed.map((each) => entries.with(index, each));
}

function ordersOf(entries: readonly Entry[]): (readonly Entry[])[] {
  if (entries.length < 2) return [entries];
  return entries.flatMap((_, index) => {
    const [first, ...rest] = moved(entries, index, 0);
    return first === undefined ? [] : ordersOf(rest).map((order) => [first, ...order]);
  });
}
