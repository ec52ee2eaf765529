import axe from 'axe-core';
import { describe, expect, inject, test } from 'vitest';
import type { Browser, Page } from './browsers.ts';
import { eachInChromium } from './in-chromium.ts';

const address = new URL('/playground/', inject('siteUrl')).href;

let browser: Browser;
let page: Page;

eachInChromium((opened, chromium) => {
  page = opened;
  browser = chromium;
});

async function open(on: Page = page, fragment = ''): Promise<void> {
  await on.goto(address + fragment);
  await on.waitFor(() => document.querySelector('.playground[data-alive=true]') !== null, null);
}

const textOf = (selector: string, on: Page = page) =>
  on.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? '', selector);
const appears = (selector: string) =>
  page.waitFor((wanted) => document.querySelector(wanted) !== null, selector);
const layers = (on: Page = page) =>
  on.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('.layers > ol > li')].map(({ dataset }) =>
        (dataset['layer'] ?? '').replace('Middleware', ''),
      ),
    null,
  );
const warnings = () =>
  page.evaluate(
    () => [...document.querySelectorAll('[data-warning]')].map(({ textContent }) => textContent ?? ''),
    null,
  );
const focused = () => page.evaluate(() => document.activeElement?.ariaLabel ?? '', null);

async function type(text: string): Promise<void> {
  for (const character of text) await page.press(character);
}

/** Presses Tab until the focus is on what is called `name`. */
async function tabTo(name: RegExp, key = 'Tab'): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    if (name.test(await focused())) return;
    await page.press(key);
  }
  throw new Error(`The keyboard doesn't get to ${name}.`);
}

/** Moves a layer by its handle, and waits until the handle has the focus in its new place. */
async function move(layer: string, key: string, place: number): Promise<void> {
  await page.evaluate(
    (name) => document.querySelector<HTMLElement>(`[aria-label^="Move ${name}"]`)?.focus(),
    layer,
  );
  await page.press(key);
  await page.waitFor((label) => document.activeElement?.ariaLabel === label, `Move ${layer}, ${place}`);
}

async function share(): Promise<string> {
  await page.click('[data-share]');
  await page.waitFor(() => location.hash !== '', null);
  return page.evaluate(() => location.hash, null);
}

describe('a stack', () => {
  test('that was built is the same on another page that opens its link', async () => {
    await open();
    await page.click('.add > .button');
    await appears('.own-form');
    await page.click('[aria-label="Remove CommonMiddleware"]');
    await move('Mine', 'Home', 1);
    const built = await layers();
    expect(built).toEqual([
      'Mine',
      'Security',
      'Session',
      'CsrfView',
      'Authentication',
      'Message',
      'XFrameOptions',
      'Stamp',
    ]);
    const link = await share();
    const words = await textOf('[data-outcome]');

    const other = await browser.newPage();
    await open(other, link);
    expect(await layers(other)).toEqual(built);
    expect(await textOf('[data-outcome]', other)).toBe(words);
    expect(await textOf('.playground > .notice', other)).toContain('This stack came by a link.');
    expect(other.errors).toEqual([]);
  });

  test('is put in another order by dragging a handle', async () => {
    await open();
    await page.drag('[aria-label^="Move SessionMiddleware"]', '[aria-label^="Move SecurityMiddleware"]');
    await page.waitFor(
      () => document.querySelector('.layers li')?.textContent?.includes('SessionMiddleware') ?? false,
      null,
    );
    expect((await layers()).slice(0, 2)).toEqual(['Session', 'Security']);
  });

  test('is kept over a reload', async () => {
    await open();
    await page.click('[aria-label="Remove CommonMiddleware"]');
    await page.waitFor(() => localStorage.getItem('inside-out:playground') !== null, null);
    await page.reload();
    await page.waitFor(() => document.querySelector('.playground[data-alive=true]') !== null, null);
    expect(await layers()).not.toContain('Common');
  });

  test('is played anew with each change: an own layer that raises becomes an error page', async () => {
    await open();
    expect(await textOf('[data-outcome]')).toContain('200');
    await page.click('.add > .button');
    await page.evaluate(() => {
      const select = document.querySelector<HTMLSelectElement>(
        'select[aria-label="Add to before get_response"]',
      );
      if (!select) return;
      select.value = 'raise';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }, null);
    await page.waitFor(
      () => document.querySelector('[data-outcome]')?.textContent?.includes('500') ?? false,
      null,
    );
    expect(await textOf('.diagram')).toContain('raises RuntimeError');
  });
});

describe('a link that can’t be read', () => {
  test.each([
    ['#section', 'carries no stack'],
    ['#1.AAAA', 'damaged'],
    ['#7.AAAA', 'another version'],
  ])('%s says so and leaves the first stack', async (fragment, words) => {
    await open(page, fragment);
    await appears('.playground > .notice.bad');
    expect(await textOf('.playground > .notice.bad')).toContain(words);
    expect(await layers()).toHaveLength(8);
  });
});

describe('warnings', () => {
  test('say in which order Django raises, and why, until it is put right', async () => {
    await open();
    expect(await warnings()).toEqual([]);
    await move('AuthenticationMiddleware', 'Home', 1);
    await appears('[data-warning=breaks]');
    expect((await warnings())[0]).toMatch(
      /^Django raises\. AuthenticationMiddleware needs SessionMiddleware outside it: /,
    );
    expect(await textOf('[data-outcome]')).toContain('500');
    await move('AuthenticationMiddleware', 'End', 8);
    await page.waitFor(() => document.querySelector('[data-warning=breaks]') === null, null);
    expect(await textOf('[data-outcome]')).toContain('200');
  });

  test('name the documented order that nothing raises for', async () => {
    await open();
    await page.click('.add summary');
    await page.click('[aria-label="Add UpdateCacheMiddleware"]');
    await appears('[data-warning=order]');
    expect((await warnings())[0]).toContain('UpdateCacheMiddleware belongs outside SessionMiddleware');
  });
});

test('everything can be done with the keyboard alone', async () => {
  await open();
  await tabTo(/^Move CommonMiddleware/);
  await page.press('ArrowUp');
  await page.waitFor(() => /^Move CommonMiddleware, 2/.test(document.activeElement?.ariaLabel ?? ''), null);
  expect((await layers()).slice(0, 3)).toEqual(['Security', 'Common', 'Session']);
  await expect.poll(() => textOf('[data-announcer]')).toBe('CommonMiddleware is now 2 of 8.');
  await tabTo(/^Edit Stamp/);
  await page.press('Enter');
  await appears('.own-form');
  await page.press('Tab');
  await page.press('Tab');
  await page.press('Control+a');
  await type('Label');
  await page.waitFor(() => document.querySelector('[data-layer=Label]') !== null, null);
  await tabTo(/^Remove Label/, 'Shift+Tab');
  await page.press('Enter');
  await page.waitFor(() => document.querySelector('[data-layer=Label]') === null, null);
  await expect.poll(focused).toBe('Remove XFrameOptionsMiddleware');
});

describe('real Django', () => {
  test('draws a stack that the replica lacks a layer of', async () => {
    await open();
    await page.click('.add summary');
    await page.click('[aria-label="Add GZipMiddleware"]');
    await appears('.stage .notice.bad');
    expect(await textOf('.stage .notice.bad')).toContain('GZipMiddleware');
    await page.click('[data-run-on-django]');
    await page.waitFor(
      () => document.querySelector('.diagram-head')?.textContent?.includes('Ran on Django') ?? false,
      null,
    );
    expect(await textOf('[data-outcome]')).toContain('200');
  });

  test('runs edited code, which a link carries too', async () => {
    await open();
    await page.click('#tab-code');
    await appears('.editor .monaco-editor .view-line');
    await page.click('.editor .monaco-editor');
    await page.press('Control+End');
    await type('BROKEN');
    await appears('.builder > .notice');
    expect(
      await page.evaluate(() => document.querySelector('.builder > fieldset')?.matches(':disabled'), null),
    ).toBe(true);
    const link = await share();
    await page.click('.code-run button');
    await appears('.code-view .notice.bad');
    expect(await textOf('.code-view .notice.bad')).toContain("NameError: name 'BROKEN' is not defined");
    await page.click('.editor .monaco-editor');
    await page.press('Control+End');
    for (const _ of 'BROKEN') await page.press('Backspace');
    await page.waitFor(() => document.querySelector('.builder > .notice') === null, null);
    await page.click('.code-run button');
    await appears('.trace-view');
    expect(await textOf('.came-back')).toContain('200 OK');
    expect(await textOf('.trace-view .headers')).toContain('set by Stamp');

    const other = await browser.newPage();
    await open(other, link);
    await other.waitFor(
      () => document.querySelector('.editor')?.textContent?.includes('BROKEN') ?? false,
      null,
    );
    expect(other.errors).toEqual([]);
  });
});

test.for([
  ['phone', 360, 800],
  ['tablet', 768, 1024],
  ['desktop', 1440, 900],
] as const)(
  'on a %s, the playground has no accessibility violation and scrolls nothing sideways',
  async ([, width, height]) => {
    await page.setSize(width, height);
    await open();
    await page.click('[aria-label="Edit Stamp"]');
    await page.click('[aria-label^="Move AuthenticationMiddleware"]');
    await page.press('Home');
    await page.click('.add summary');
    for (const tab of ['#tab-code', '#tab-watch']) {
      await page.click(tab);
      if (tab === '#tab-code') await appears('.editor .view-line, .plain-area');
      await page.evaluate(`${axe.source}; undefined` as never, null);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
        const found = await axe.run();
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      }, null);
      expect(await violations, tab).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth, null), tab).toBe(0);
    }
  },
);
