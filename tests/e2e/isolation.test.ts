/** The pages that a WebContainer needs isolated are, with everything on them at work, and no other page is. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { dist } from '../../src/cli/build-site.ts';
import { type Chromium, type ChromiumPage, openChromium, type Page } from './browsers.ts';
import { changes, findExamples } from './exercises.ts';
import { eachInChromium } from './in-chromium.ts';
import { createLearner } from './learner.ts';
import { blockVendor, ownErrors, rememberChoice } from './vendor.ts';

const { django, rebuild } = await findExamples();
const lesson = rebuild.address.replace(/[^/]+\/$/, '');

let page: Page;

const isIsolated = (): boolean => crossOriginIsolated;
const notice = (): string => document.querySelector<HTMLElement>('.sandbox-notice')?.innerText ?? '';

async function fontsThatLoaded(): Promise<readonly string[]> {
  return page.evaluate(
    () => [...document.fonts].filter(({ status }) => status !== 'unloaded').map(({ status }) => status),
    null,
  );
}

describe('a site whose host sends its headers', () => {
  eachInChromium((opened) => {
    page = opened;
  });

  test.for([rebuild])(
    'isolates $id, where fonts, the editor and a check work, and nobody else is asked for anything',
    async (exercise) => {
      const learner = createLearner(page, inject('siteUrl'));
      await learner.open(exercise.address);
      expect(await page.evaluate(isIsolated, null)).toBe(true);
      expect(await learner.check()).toMatchObject({ verdict: 'failed' });
      await learner.write(changes(exercise));
      expect(await learner.check()).toMatchObject({ verdict: 'passed' });
      const fonts = await fontsThatLoaded();
      expect(new Set(fonts)).toEqual(new Set(['loaded']));
      const typeScriptsWorker = page.requests.some((url) => /\/ts\.worker-[^/]*\.js$/.test(url));
      expect(typeScriptsWorker).toBe(true);
      // Loaded again, most of it comes from the browser's cache.
      await page.reload();
      expect(await page.evaluate(isIsolated, null)).toBe(true);
      expect(await learner.check()).toMatchObject({ verdict: 'passed' });
    },
  );

  test('runs Django, too, on a page that is isolated', async () => {
    const learner = createLearner(page, inject('siteUrl'));
    await learner.open(rebuild.address);
    await page.click(`.switcher a[href="${django.address}"]`);
    await page.waitFor((path) => location.pathname === path, django.address);
    expect(await page.evaluate(isIsolated, null)).toBe(true);
    await learner.write(changes(django));
    expect(await learner.check()).toMatchObject({ verdict: 'passed' });
  });

  test.for(['/', lesson, django.address, '/playground/'])('does not isolate %s', async (path) => {
    await page.goto(new URL(path, inject('siteUrl')).href);
    expect(await page.evaluate(isIsolated, null)).toBe(false);
  });

  test('says to who comes from another exercise without a reload why there is no WebContainer', async () => {
    await page.goto(inject('siteUrl'));
    await page.evaluate(() => localStorage.setItem('inside-out:sandbox', 'container'), null);
    await createLearner(page, inject('siteUrl')).open(django.address);
    expect(await page.evaluate(notice, null)).toBe('');
    await page.click(`.switcher a[href="${rebuild.address}"]`);
    await page.waitFor(() => document.querySelector('.sandbox-notice') !== null, null);
    expect(await page.evaluate(notice, null)).toContain('The page was opened at another address');
    await page.evaluate(() => localStorage.setItem('inside-out:sandbox', 'embedded'), null);
    await page.click('.sandbox-notice button');
    await page.waitFor(isIsolated, null);
  });
});

describe('a site whose host sends no headers', () => {
  let browser: Chromium;
  let tab: ChromiumPage;
  let server: Server;
  let siteUrl: string;
  let loads: number;

  beforeAll(async () => {
    browser = await openChromium();
    server = createServer(sirv(dist));
    await new Promise<void>((done) => server.listen(0, 'localhost', done));
    siteUrl = `http://localhost:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });
  beforeEach(async () => {
    tab = await browser.newPage();
    loads = 0;
    tab.context.pages()[0]?.on('load', () => {
      loads += 1;
    });
  });

  test('leaves its pages as they are while nobody chooses a WebContainer', async () => {
    await createLearner(tab, siteUrl).open(rebuild.address);
    expect(await tab.evaluate(isIsolated, null)).toBe(false);
    expect(tab.requests.filter((url) => url.endsWith('/isolate.js'))).toEqual([]);
  });

  test('isolates the one page by a service worker for who chose it, and lets it go when they choose otherwise', async () => {
    await blockVendor(tab);
    await rememberChoice(tab, siteUrl, 'container');
    loads = 0;
    const learner = createLearner(tab, siteUrl);
    await learner.open(rebuild.address);
    await tab.waitFor(isIsolated, null);
    await tab.waitFor(() => document.querySelector('.workbench-body[data-alive="true"]') !== null, null);
    expect(loads).toBe(2);
    await tab.click('[data-sandbox]');
    await tab.click('#about-sandbox input[value=embedded]');
    await learner.write(changes(rebuild));
    expect(await learner.check()).toMatchObject({ verdict: 'passed' });
    expect(ownErrors(tab)).toEqual([]);
    await tab.goto(new URL(django.address, siteUrl).href);
    expect(await tab.evaluate(isIsolated, null)).toBe(false);
    await tab.goto(new URL(rebuild.address, siteUrl).href);
    expect(await tab.evaluate(isIsolated, null)).toBe(false);
  });

  test('does not load a page anew where the service worker can’t be had, and says so', async () => {
    await tab.context.route('**/isolate.js', (route) => route.fulfill({ status: 404 }));
    await rememberChoice(tab, siteUrl, 'container');
    loads = 0;
    const learner = createLearner(tab, siteUrl);
    await learner.open(rebuild.address);
    await tab.waitFor(() => document.querySelector('.sandbox-notice') !== null, null);
    expect(await tab.evaluate(notice, null)).toContain('The page could not be isolated from other sites');
    await learner.write(changes(rebuild));
    expect(await learner.check()).toMatchObject({ verdict: 'passed' });
    await tab.reload();
    await tab.waitFor(() => document.querySelector('.sandbox-notice') !== null, null);
    expect(loads).toBe(2);
  });
});
