/** Which sandbox a Rebuild exercise runs in: the learner's choice, and what happens when its vendor can't be reached. */
import axe from 'axe-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type Chromium, type ChromiumPage, openChromium } from './browsers.ts';
import { changes, findExamples } from './exercises.ts';
import { createLearner, type Learner } from './learner.ts';
import { blockVendor, ownErrors, rememberChoice } from './vendor.ts';

const { django, rebuild } = await findExamples();

/** A little more than a silent boot is waited for, in milliseconds. */
const BEYOND_THE_LIMIT = 31_000;

let browser: Chromium;
let page: ChromiumPage;
let learner: Learner;
let asked: readonly string[];

beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  page = await browser.newPage();
  await page.setSize(1440, 900);
  asked = await blockVendor(page);
  learner = createLearner(page, inject('siteUrl'));
});

const status = (): string => document.querySelector('[data-sandbox]')?.textContent ?? '';
const isBooting = (): boolean =>
  /Booting the WebContainer|booting the WebContainer/.test(
    document.querySelector('[data-sandbox]')?.textContent ?? '',
  );
const isReady = (): boolean => document.querySelector('[data-sandbox]')?.textContent === 'Sandbox ready';
const hasNotice = (): boolean => document.querySelector('.sandbox-notice') !== null;
const hasNoNotice = (): boolean => document.querySelector('.sandbox-notice') === null;
const notice = (): string => document.querySelector<HTMLElement>('.sandbox-notice')?.innerText ?? '';
const chosen = (): string =>
  document.querySelector<HTMLInputElement>('#about-sandbox input:checked')?.value ?? 'none';

/** Opens an exercise with a clock that the test can put forward. */
async function openWithClock(path: string): Promise<(milliseconds: number) => Promise<void>> {
  await page.context.clock.install();
  await learner.open(path);
  return (milliseconds) => page.context.clock.fastForward(milliseconds);
}

describe('with its vendor blocked', () => {
  test('a WebContainer that was chosen gives way within its limit: what was typed is there, and the check that waited is done', async () => {
    await rememberChoice(page, inject('siteUrl'), 'container');
    const forward = await openWithClock(rebuild.address);
    await page.waitFor(isBooting, null);
    await learner.write(changes(rebuild));
    await page.click('button.check');
    expect(await page.evaluate(hasNotice, null)).toBe(false);
    await forward(BEYOND_THE_LIMIT);
    await page.waitFor(hasNotice, null);
    await page.waitFor(() => document.querySelector('[data-verdict=passed]:not(.stale)') !== null, null);
    expect(await page.evaluate(notice, null)).toMatch(
      /^The WebContainer .*stackblitz\.com, has not brought it up within 30 seconds\. Your code is checked in this page’s own sandbox instead/,
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(ownErrors(page)).toEqual([]);

    await page.reload();
    await page.waitFor(isBooting, null);
    expect(await page.evaluate(chosen, null)).toBe('container');
    const [[path, text] = ['', '']] = Object.entries(changes(rebuild));
    const shown = await learner.shownFile(path);
    expect(text.replaceAll('\n', '')).toContain(shown);
    expect(rebuild.start.files[path]?.replaceAll('\n', '')).not.toContain(shown);
  });

  test('it can be tried again, and given up for good', async () => {
    await rememberChoice(page, inject('siteUrl'), 'container');
    const forward = await openWithClock(rebuild.address);
    await page.waitFor(isBooting, null);
    await forward(BEYOND_THE_LIMIT);
    await page.waitFor(isReady, null);
    await page.click('.sandbox-notice button:nth-of-type(1)');
    await page.waitFor(hasNoNotice, null);
    await expect
      .poll(
        async () => {
          await forward(BEYOND_THE_LIMIT);
          return page.evaluate(hasNotice, null);
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    await page.waitFor(isReady, null);
    await page.click('.sandbox-notice button:nth-of-type(2)');
    await page.waitFor(hasNoNotice, null);
    await page.reload();
    await page.waitFor(isReady, null);
    expect(await page.evaluate(chosen, null)).toBe('embedded');
  });

  test('nobody who hasn’t chosen it notices', async () => {
    await learner.open(rebuild.address);
    await learner.write(changes(rebuild));
    expect(await learner.check()).toMatchObject({ verdict: 'passed' });
    expect(asked).toEqual([]);
    expect(page.errors).toEqual([]);
  });
});

test('the keyboard chooses in the status, at once and for the next visit', async () => {
  await learner.open(rebuild.address);
  await page.waitFor(isReady, null);
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-sandbox]')?.focus(), null);
  await page.press('Enter');
  await page.press('Tab');
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value, null)).toBe(
    'embedded',
  );
  await page.press('ArrowDown');
  await page.waitFor(isBooting, null);
  await page.press('ArrowUp');
  await page.waitFor(isReady, null);
  await page.press('ArrowDown');
  await page.reload();
  await page.waitFor(isBooting, null);
  expect(await page.evaluate(status, null)).toMatch(/^Starting:/);
});

test('on the Django track there is nothing to choose', async () => {
  await rememberChoice(page, inject('siteUrl'), 'container');
  await learner.open(django.address);
  await page.waitFor(isReady, null);
  expect(await page.evaluate(() => document.querySelectorAll('#about-sandbox input').length, null)).toBe(0);
  expect(await page.evaluate(hasNotice, null)).toBe(false);
  expect(asked).toEqual([]);
});

test.for([
  ['phone', 360, 800],
  ['tablet', 768, 1024],
  ['desktop', 1440, 900],
] as const)(
  'on a %s the choice and the notice are whole on the screen and have no accessibility violation, light and dark',
  async ([, width, height]) => {
    await rememberChoice(page, inject('siteUrl'), 'container');
    await page.setSize(width, height);
    const forward = await openWithClock(rebuild.address);
    await page.waitFor(isBooting, null);
    await forward(BEYOND_THE_LIMIT);
    await page.waitFor(isReady, null);
    await page.evaluate(`${axe.source}; undefined` as never, null);
    for (const selector of ['.sandbox-notice', '#about-sandbox']) {
      if (selector === '#about-sandbox') await page.click('[data-sandbox]');
      const box = await page.evaluate((wanted) => {
        const element = document.querySelector(wanted) as HTMLElement;
        element.scrollIntoView({ block: 'nearest' });
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { left, top, right: innerWidth - right, bottom: innerHeight - bottom };
      }, selector);
      // Less than a pixel is rounding.
      expect(Math.min(...Object.values(box)), `${selector} ${JSON.stringify(box)}`).toBeGreaterThan(-1);
      for (const theme of ['light', 'dark']) {
        const violations = await page.evaluate(async (shown) => {
          document.documentElement.dataset.theme = shown;
          // Colours that are still on their way are nobody's; out of sight they may stay so.
          document.body.getBoundingClientRect();
          for (const animation of document.getAnimations()) animation.finish();
          const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
          const found = await axe.run('.verdicts');
          return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        }, theme);
        expect(await violations, theme).toEqual([]);
      }
    }
  },
);
