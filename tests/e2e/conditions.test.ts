/** The sandbox in browsers that lack what others have, that store nothing, and in two tabs at once. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type Chromium, type ChromiumPage, openChromium } from './browsers.ts';
import { changes, type ExerciseOnPage, findExamples } from './exercises.ts';
import { type Lack, lacks, present, takeAway } from './lacking.ts';
import { createLearner, type Learner } from './learner.ts';

const { django, rebuild } = await findExamples();
const everything = Object.keys(lacks) as Lack[];

let browser: Chromium;
let page: ChromiumPage;

beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  page = await browser.newPage();
});
afterEach(() => {
  expect(page.errors, 'errors on the console').toEqual([]);
});

async function startFailsAndSolutionPasses(learner: Learner, exercise: ExerciseOnPage): Promise<void> {
  await learner.open(exercise.address);
  expect(await learner.check()).toMatchObject({ verdict: 'failed' });
  await learner.write(changes(exercise));
  expect(await learner.check()).toMatchObject({ verdict: 'passed' });
}

describe('Check gives its verdict in a browser', () => {
  // Pyodide goes another way without it.
  test('without JSPI alone', async () => {
    await takeAway(page, ['JSPI']);
    await startFailsAndSolutionPasses(createLearner(page, inject('siteUrl')), django);
    expect(await present(page)).not.toContain('JSPI');
  });

  test.for([django, rebuild])(`without ${everything.join(', ')}, on $id`, async (exercise) => {
    await takeAway(page, everything);
    await startFailsAndSolutionPasses(createLearner(page, inject('siteUrl')), exercise);
    expect(await present(page)).toEqual([]);
  });
});

describe('a browser that keeps nothing checks all the same, and says that drafts are not kept', () => {
  const unsaved = (): boolean =>
    document.querySelector('.actions .status')?.textContent?.includes('Draft not saved') === true;

  async function aboutTheSandbox(): Promise<string> {
    await page.click('[data-sandbox]');
    return page.evaluate(() => document.getElementById('about-sandbox')?.innerText ?? '', null);
  }

  test('for its quota is full', async () => {
    await page.goto(inject('siteUrl'));
    await page.evaluate(() => {
      let filler = 'x'.repeat(2 ** 22);
      for (let count = 0; filler.length > 0; count += 1) {
        try {
          localStorage.setItem(`filler ${count}`, filler);
        } catch {
          filler = filler.slice(0, filler.length / 2);
        }
      }
    }, null);
    await startFailsAndSolutionPasses(createLearner(page, inject('siteUrl'), unsaved), django);
    expect(await aboutTheSandbox()).toContain(
      'This browser’s storage for this site is full, so your changes are not kept',
    );
  });

  test('for it refuses storage altogether', async () => {
    await page.beforeScripts(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
        const get = (): never => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        };
        Object.defineProperty(globalThis, name, { get });
      }
    });
    await startFailsAndSolutionPasses(createLearner(page, inject('siteUrl'), unsaved), django);
    expect(await aboutTheSandbox()).toContain(
      'This browser refuses to store anything for this site, so your changes are not kept',
    );
  });
});

test('two tabs check at the same time, one of them an endless loop, and each gets its own verdict', async () => {
  const other = await browser.newPage(page.context);
  const [looping, solving] = [page, other].map((tab) => createLearner(tab, inject('siteUrl')));
  if (!looping || !solving) throw new Error('Two tabs were opened.');
  await looping.open(django.address);
  await solving.open(django.address);
  await looping.write({ 'shop/middleware.py': loop(django) });
  await page.click('button.check');
  await page.waitFor(
    () => document.querySelector('[data-sandbox]')?.textContent?.startsWith('Running') === true,
    null,
  );
  await solving.write(changes(django));
  expect(await solving.check()).toMatchObject({ verdict: 'passed' });

  await page.waitFor(() => document.querySelector('[data-verdict]') !== null, null);
  const results = await page.evaluate(
    () => document.querySelector<HTMLElement>('[data-verdict]')?.innerText,
    null,
  );
  expect(results).toContain('Your code was still running after 5 seconds');
  // The draft is one: the tab in which nobody wrote meanwhile has taken over what the other one wrote.
  expect(results).toContain('You have changed the code since.');
  expect(await solving.check()).toMatchObject({ verdict: 'passed' });
  expect(await looping.check()).toMatchObject({ verdict: 'passed' });
  expect(other.errors).toEqual([]);
});

/** The start, with a middleware that never answers. */
function loop({ start }: ExerciseOnPage): string {
  const text = start.files['shop/middleware.py'] ?? '';
  return text.replace(/^( +)response = .*$/m, '$1while True:\n$1    pass');
}
