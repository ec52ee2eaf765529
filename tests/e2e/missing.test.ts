/** Browsers that can't run a track: what they are told, and what works all the same. */
import { afterEach, describe, expect, inject, test } from 'vitest';
import { type Chromium, type ChromiumPage, openChromium } from './browsers.ts';
import { changes, type ExerciseOnPage, findExamples } from './exercises.ts';
import { createLearner } from './learner.ts';

const { django, rebuild } = await findExamples();

let browser: Chromium | undefined;
let page: ChromiumPage;

afterEach(() => browser?.close());

async function openWith(flags: readonly string[]): Promise<void> {
  browser = await openChromium(flags);
  page = await browser.newPage();
}

const address = (path: string): string => new URL(path, inject('siteUrl')).href;

/** What the workbench of an exercise says, and whether it can be checked. */
async function workbenchOf({
  address: path,
}: ExerciseOnPage): Promise<{ said: string | null; check: boolean }> {
  await page.goto(address(path));
  await page.waitFor(() => document.querySelector('.workbench-body[data-alive="true"]') !== null, null);
  // The sentence comes a moment after the rest, where there is one.
  await page
    .waitFor(() => document.querySelector('.task [role=alert]') !== null, null, 2_000)
    .catch(() => undefined);
  return page.evaluate(() => {
    const said = document.querySelector<HTMLElement>('.task [role=alert]')?.innerText ?? null;
    const button = document.querySelector<HTMLButtonElement>('button.check');
    return { said, check: button !== null && !button.disabled };
  }, null);
}

const runtimeRequests = (): readonly string[] => page.requests.filter((url) => url.includes('/runtime/'));

describe('without WebAssembly exceptions', () => {
  const sentence =
    'This browser has no WebAssembly exceptions, which Django needs here: reading, the diagrams and the Rebuild ' +
    'exercises work as they are; for Django, open this page in a current Chrome, Edge, Firefox or Safari, ' +
    'with nothing of it switched off.';
  const flags = ['--js-flags=--no-wasm-legacy-eh'];

  test('the Django track says so and can’t be checked, and the Rebuild track can', async () => {
    await openWith(flags);
    expect(await workbenchOf(django)).toEqual({ said: sentence, check: false });
    await page.press('Control+Enter');
    expect(await workbenchOf(rebuild)).toEqual({ said: null, check: true });
    const learner = createLearner(page, inject('siteUrl'));
    await learner.open(rebuild.address);
    await learner.write(changes(rebuild));
    expect(await learner.check()).toMatchObject({ verdict: 'passed' });
    expect(runtimeRequests()).toEqual([]);
    expect(page.errors).toEqual([]);
  });

  test('a diagram and the playground say so when real Django is asked for, and load nothing of it', async () => {
    await openWith(flags);
    await page.goto(address('/playground/'));
    await page.waitFor(() => document.querySelector('.diagram[data-alive="true"]') !== null, null);
    await page.click('.diagram [data-run-on-django]');
    await page.waitFor((text) => document.body.innerText.includes(text), sentence);
    await page.click('#tab-code');
    await page.click('.code-run button');
    await page.waitFor((text) => document.body.innerText.includes(text), sentence);
    expect(runtimeRequests()).toEqual([]);
    expect(page.errors).toEqual([]);
  });
});

test('without WebAssembly neither track can be checked, and the lesson reads on', async () => {
  await openWith(['--js-flags=--jitless']);
  expect(await workbenchOf(django)).toEqual({
    said: expect.stringContaining(
      'This browser has no WebAssembly, which Django needs here: reading and the diagrams',
    ),
    check: false,
  });
  expect(await page.evaluate(() => document.body.innerText, null)).toContain('One call, not a list of calls');
  expect(await workbenchOf(rebuild)).toEqual({
    said: expect.stringContaining('This browser has no WebAssembly, which the Rebuild exercises need here:'),
    check: false,
  });
  expect(runtimeRequests()).toEqual([]);
});

test('without module Workers neither track can be checked', async () => {
  await openWith([]);
  await page.beforeScripts(() => {
    const { Worker } = globalThis;
    // An older one never looks at its options.
    globalThis.Worker = function OldWorker(url: string) {
      return new Worker(url);
    } as unknown as typeof Worker;
  });
  for (const [exercise, inNeed] of [
    [django, 'Django needs'],
    [rebuild, 'the Rebuild exercises need'],
  ] as const) {
    expect(await workbenchOf(exercise)).toEqual({
      said: expect.stringContaining(`This browser has no module Workers, which ${inNeed} here:`),
      check: false,
    });
  }
  expect(runtimeRequests()).toEqual([]);
});
