/** When the sandbox is loaded, and what happens when the network fails in the middle of it. */
import type { Route } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type Chromium, type ChromiumPage, openChromium } from './browsers.ts';
import { findExamples } from './exercises.ts';
import { createLearner } from './learner.ts';

const { django, rebuild } = await findExamples();
const lesson = django.address.replace(/[^/]+\/$/, '');

let browser: Chromium;
let page: ChromiumPage;

beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  page = await browser.newPage();
});

const address = (path: string): string => new URL(path, inject('siteUrl')).href;
const status = (): string => document.querySelector('[data-sandbox]')?.textContent ?? '';
const isReady = (): boolean => document.querySelector('[data-sandbox]')?.textContent === 'Sandbox ready';
const loaded = (): readonly string[] =>
  page.requests.filter((url) => /\/runtime\/|-(django|rebuild|examiner)\.worker-/.test(url));

describe('the sandbox boots', () => {
  test('when an exercise is opened, before anything is pressed', async () => {
    await page.goto(address(django.address));
    await page.waitFor(isReady, null);
    expect(loaded()).toContainEqual(expect.stringContaining('pyodide.asm.wasm'));
  });

  test('on a lesson’s page when somebody turns to its exercises, and not before', async () => {
    await page.goto(address(lesson));
    await page.waitFor(() => document.readyState === 'complete', null);
    await page.evaluate(() => document.querySelector('#lesson h2')?.scrollIntoView(), null);
    expect(loaded()).toEqual([]);
    await page.click('#workbench .task');
    await page.waitFor(isReady, null);
  });

  test('on a lesson’s page that is awake for a draft, only when somebody turns to its exercises', async () => {
    await page.goto(address(lesson));
    await page.evaluate((key) => localStorage.setItem(key, '{}'), `inside-out:draft:${django.id}`);
    await page.reload();
    await page.waitFor(() => document.querySelector('.workbench-body[data-alive="true"]') !== null, null);
    expect(await page.evaluate(status, null)).toBe('Sandbox not started');
    expect(loaded()).toEqual([]);
    await page.click('#workbench .task');
    await page.waitFor(isReady, null);
  });

  test('when an exercise of the other track is chosen', async () => {
    await page.goto(address(rebuild.address));
    await page.waitFor(isReady, null);
    expect(loaded().filter((url) => url.includes('/runtime/'))).toEqual([]);
    await page.click(`.switcher a[href="${django.address}"]`);
    await page.waitFor(() => document.querySelector('[data-sandbox="busy"]') !== null, null);
    await page.waitFor(isReady, null);
    expect(loaded()).toContainEqual(expect.stringContaining('pyodide.asm.wasm'));
  });
});

test.for([
  ['data saver is on', { saveData: true, type: 'wifi' }],
  ['the connection is metered', { saveData: false, type: 'cellular' }],
] as const)('while %s nothing is loaded before Check, and the status says so', async ([why, connection]) => {
  await page.context.addInitScript((told) => {
    Object.defineProperty(navigator, 'connection', { value: told });
  }, connection);
  const learner = createLearner(page, inject('siteUrl'));
  await learner.open(django.address);
  await page.click('.editor');
  await page.waitFor(() => document.querySelector('.editor .monaco-editor .view-lines') !== null, null);
  expect(await page.evaluate(status, null)).toBe(`Sandbox starts with Check: ${why}`);
  expect(loaded()).toEqual([]);
  expect(await learner.check()).toMatchObject({ verdict: 'failed' });
});

describe('a network that is lost in the middle of a boot', () => {
  const parts = {
    'the program of the worker': /browser-django\.worker-/,
    'pyodide.asm.wasm': /pyodide\.asm\.wasm/,
    'the snapshot': /snapshot-\d\.bin/,
  };
  const lose = (route: Route): Promise<void> => route.abort('internetdisconnected');

  test.for(Object.entries(parts))('is tried again for %s, and the boot succeeds', async ([, part]) => {
    let lost = 0;
    await page.context.route(part, (route) => {
      lost += 1;
      return lost === 1 ? lose(route) : route.continue();
    });
    await page.goto(address(django.address));
    await page.waitFor(isReady, null);
    expect(lost).toBeGreaterThan(1);
  });

  test.for(Object.entries(parts))(
    'for good is said plainly for %s, and Try again works',
    async ([, part]) => {
      await page.context.route(part, lose);
      await page.goto(address(django.address));
      await page.waitFor(() => document.querySelector('.panel [role=alert] button') !== null, null);
      const said = await page.evaluate(
        () => document.querySelector<HTMLElement>('.panel [role=alert]')?.innerText ?? '',
        null,
      );
      expect(said).toMatch(/could not/);
      expect(said).toMatch(/connection/);
      await page.context.unroute(part);
      await page.click('.panel [role=alert] button');
      await page.waitFor(isReady, null);
    },
  );
});
