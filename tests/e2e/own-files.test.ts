/** Files that a learner adds to an exercise. */
import axe from 'axe-core';
import { expect, inject, test } from 'vitest';
import type { Page } from './browsers.ts';
import { changes, findExamples } from './exercises.ts';
import { eachInChromium } from './in-chromium.ts';
import { createLearner, type Learner } from './learner.ts';

const { rebuild: exercise } = await findExamples();
const solution = changes(exercise)['onion.ts'] ?? '';

let page: Page;
let learner: Learner;

eachInChromium((opened) => {
  page = opened;
  learner = createLearner(page, inject('siteUrl'));
});

/** Answers the dialog that asks for a path. */
async function answer(path: string): Promise<void> {
  await page.waitFor(() => document.querySelector('dialog[open] input') !== null, null);
  await page.press('Control+a');
  for (const key of path) await page.press(key);
  await page.press('Enter');
}

const tool = (label: string): string => `.own-files [aria-label="${label}"]`;
const dialogIsGone = () => page.waitFor(() => document.querySelector('dialog[open]') === null, null);
const tabs = () =>
  page.evaluate(
    () => [...document.querySelectorAll('.file-tabs [role=tab]')].map(({ textContent }) => textContent ?? ''),
    null,
  );

test('one is added, imported, checked, kept over a reload, renamed, removed and brought back', async () => {
  await learner.open(exercise.address);
  await page.click(tool('Add a file'));
  await answer('chain.ts');
  await dialogIsGone();
  await learner.write({ 'chain.ts': solution, 'onion.ts': "export * from './chain.ts';\n" });
  expect(await learner.check()).toMatchObject({ verdict: 'passed' });

  await page.reload();
  await page.waitFor(() => document.querySelector('.workbench-body[data-alive="true"]') !== null, null);
  expect((await tabs()).slice(0, 2)).toEqual(['onion.ts, edited', 'chain.ts']);

  await page.click('.file-tabs [role=tab]:nth-child(2)');
  await page.click(tool('Rename chain.ts'));
  await answer('layers.ts');
  await dialogIsGone();
  const renamed = await learner.check();
  expect(renamed.facts[0]?.why).toContain('./chain.ts');

  await page.click(tool('Remove layers.ts'));
  await page.waitFor(() => document.body.innerText.includes('layers.ts is removed.'), null);
  expect(await tabs()).not.toContain('layers.ts');
  await page.click('.panel .notice .link');
  await page.waitFor(() => document.querySelector('#open-file')?.textContent === 'layers.ts', null);
  expect(page.errors).toEqual([]);
});

test('a name that is taken is refused in words, and the dialog is accessible', async () => {
  await learner.open(exercise.address);
  await page.click(tool('Add a file'));
  await answer('http.ts');
  await page.waitFor(() => document.querySelector('#path-problem') !== null, null);
  expect(await page.evaluate(() => document.querySelector('#path-problem')?.textContent, null)).toBe(
    'There is a file http.ts already.',
  );
  await page.evaluate(`${axe.source}; undefined` as never, null);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    return (await axe.run('dialog[open]')).violations.map(({ id }) => id);
  }, null);
  expect(await violations).toEqual([]);
});
