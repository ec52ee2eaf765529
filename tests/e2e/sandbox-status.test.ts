/** The status opens a few sentences about the sandbox. */
import axe from 'axe-core';
import { expect, inject, test } from 'vitest';
import type { Page } from './browsers.ts';
import { findExamples } from './exercises.ts';
import { eachInChromium } from './in-chromium.ts';
import { createLearner } from './learner.ts';

const { django } = await findExamples();
let page: Page;

eachInChromium((opened) => {
  page = opened;
});

const isReady = (): boolean => document.querySelector('[data-sandbox]')?.textContent === 'Sandbox ready';
const isOpen = (): boolean => document.querySelector('#about-sandbox:popover-open') !== null;

test('the keyboard opens it and Escape closes it, and the focus stays where it was', async () => {
  await createLearner(page, inject('siteUrl')).open(django.address);
  await page.waitFor(isReady, null);
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-sandbox]')?.focus(), null);
  await page.press('Enter');
  await page.waitFor(isOpen, null);
  const said = await page.evaluate(() => document.getElementById('about-sandbox')?.innerText ?? '', null);
  expect(said).toMatch(/^It started from (a snapshot|scratch)/);
  expect(said).toMatch(/Your code runs on Python [\d.]+ and Django 5\.2\.\d+, here in your browser\./);
  expect(said).toContain('Your drafts are kept in this browser, and nowhere else.');
  await page.press('Escape');
  expect(await page.evaluate(isOpen, null)).toBe(false);
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-sandbox'), null)).toBe(true);
});

test.for([
  ['phone', 360, 800],
  ['tablet', 768, 1024],
  ['desktop', 1440, 900],
] as const)(
  'on a %s it is whole on the screen and has no accessibility violation, light and dark',
  async ([, width, height]) => {
    await page.setSize(width, height);
    await createLearner(page, inject('siteUrl')).open(django.address);
    await page.waitFor(isReady, null);
    await page.click('[data-sandbox]');
    await page.waitFor(isOpen, null);
    const box = await page.evaluate(() => {
      const { left, top, right, bottom } = (
        document.getElementById('about-sandbox') as HTMLElement
      ).getBoundingClientRect();
      return { left, top, right: innerWidth - right, bottom: innerHeight - bottom };
    }, null);
    expect(Math.min(...Object.values(box)), JSON.stringify(box)).toBeGreaterThanOrEqual(0);
    await page.evaluate(`${axe.source}; undefined` as never, null);
    for (const theme of ['light', 'dark']) {
      const violations = await page.evaluate(async (shown) => {
        document.documentElement.dataset.theme = shown;
        // Colours that are still on their way are nobody's.
        document.body.getBoundingClientRect();
        await Promise.all(document.getAnimations().map(({ finished }) => finished));
        const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
        const found = await axe.run('.actions');
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      }, theme);
      expect(await violations, theme).toEqual([]);
    }
  },
);
