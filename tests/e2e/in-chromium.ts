import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest';
import { type Browser, openChromium, type Page } from './browsers.ts';

/**
 * Opens Chromium for the tests of a file, and a page of its own for each, which `begin` gets. After each test nothing
 * may stand on the console, and nobody may have asked another origin for anything.
 */
export function eachInChromium(begin: (page: Page, browser: Browser) => void): void {
  const { origin } = new URL(inject('siteUrl'));
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    page = await browser.newPage();
    await page.setSize(1440, 900);
    begin(page, browser);
  });

  afterEach(() => {
    expect(page.errors, 'errors on the console').toEqual([]);
    expect(page.requests.filter((url) => !url.startsWith(origin) && !/^(data|blob):/.test(url))).toEqual([]);
  });
}
