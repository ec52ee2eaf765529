import axe from 'axe-core';
import { describe, expect, inject, test } from 'vitest';
import type { Page } from './browsers.ts';
import { changes, type ExerciseOnPage, findExamples, findExercisePages } from './exercises.ts';
import { eachInChromium } from './in-chromium.ts';
import { createLearner, type Learner } from './learner.ts';

const exercises = await findExercisePages();
const { django, rebuild } = await findExamples();

let page: Page;
let learner: Learner;

eachInChromium((opened) => {
  page = opened;
  learner = createLearner(page, inject('siteUrl'));
});

describe.each(exercises)('in Chromium, $id', (exercise) => {
  test('the start fails, the solution passes, and the mark stays', async () => {
    await learner.open(exercise.address);
    const start = await learner.check();
    expect(start.verdict).toBe('failed');
    expect(start.facts.filter(({ status }) => status === 'failed')[0]?.why).toMatch(/\w/);
    expect(page.requests.filter((url) => url.includes('/solutions/'))).toEqual([]);

    await learner.write(changes(exercise));
    const solved = await learner.check(() => page.press('Control+Enter'));
    expect(solved).toMatchObject({ verdict: 'passed' });
    expect(solved.facts.filter(({ status }) => status !== 'passed')).toEqual([]);

    await page.reload();
    await page.waitFor(() => /solved/i.test(document.body.innerText), null);
  });
});

test('an endless loop fails the tests that reach it, with its line, and the page lives on', async () => {
  await learner.open(django.address);
  await learner.write({ 'shop/middleware.py': loop(django) });
  const { verdict, facts } = await learner.check();
  expect(verdict).toBe('failed');
  const reached = facts.filter(({ status }) => status !== 'passed');
  expect(reached[0]?.why).toMatch(
    /Your code was still running after 5 seconds, in shop\/middleware.py, line \d+ \((pass|while True:)\), and was stopped\./,
  );
  for (const { status, why } of reached.slice(1)) {
    expect(why).toMatch(
      status === 'failed' ? /^Your code was still running after 1.5 seconds/ : /^Not run: 4 tests/,
    );
  }

  await learner.write(changes(django));
  expect(await learner.check()).toMatchObject({ verdict: 'passed' });
});

test('a syntax error is shown at its line, in the results and in the editor', async () => {
  await learner.open(django.address);
  await learner.write({ 'shop/middleware.py': 'import uuid\n\ndef broken(:\n    pass\n' });
  const { facts } = await learner.check();
  expect(facts[0]).toMatchObject({
    name: 'The project starts',
    status: 'failed',
    why: expect.stringContaining('shop/middleware.py, line 3'),
  });
  await page.waitFor(() => document.querySelector('.editor .squiggly-error') !== null, null);
});

test('a reload keeps the draft', async () => {
  await learner.open(django.address);
  await learner.write({ 'shop/middleware.py': '# what I have so far\n' });
  await page.reload();
  await page.waitFor(() => document.querySelector('.workbench-body[data-alive="true"]') !== null, null);
  expect(await learner.shownFile('shop/middleware.py')).toContain('# what I have so far');
});

test.for([django, rebuild])('once loaded, a check of $id needs no network', async (exercise) => {
  await learner.open(exercise.address);
  expect(await learner.check()).toMatchObject({ verdict: 'failed' });
  await learner.write(changes(exercise));
  await page.setOffline(true);
  expect(await learner.check()).toMatchObject({ verdict: 'passed' });
  await page.setOffline(false);
});

test('a browser without WebAssembly is told so in a sentence, and the lesson reads on', async () => {
  await page.beforeScripts(() => {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
  });
  await page.goto(new URL(django.address, inject('siteUrl')).href);
  await page.waitFor(() => /WebAssembly/.test(document.body.innerText), null);
  const text = await page.evaluate(() => document.body.innerText, null);
  expect(text).toContain('One call, not a list of calls');
});

test.for([
  ['phone', 360, 800],
  ['tablet', 768, 1024],
  ['desktop', 1440, 900],
] as const)(
  'on a %s, no page has an accessibility violation or scrolls sideways',
  async ([, width, height]) => {
    await page.setSize(width, height);
    for (const path of ['/', django.address, '/404.html']) {
      await page.goto(new URL(path, inject('siteUrl')).href);
      await page.evaluate(`${axe.source}; undefined` as never, null);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
        const found = await axe.run();
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      }, null);
      expect(await violations, path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth, null), path).toBe(
        0,
      );
    }
  },
);

/** The start, with a middleware that never answers. */
function loop({ start }: ExerciseOnPage): string {
  const text = start.files['shop/middleware.py'] ?? '';
  return text.replace(/^( +)response = .*$/m, '$1while True:\n$1    pass');
}
