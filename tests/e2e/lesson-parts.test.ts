/** The components that lessons are made of, on the authors' page, which shows each of them; and the glossary. */
import axe from 'axe-core';
import { describe, expect, inject, test } from 'vitest';
import type { Page } from './browsers.ts';
import { eachInChromium } from './in-chromium.ts';

const authors = new URL('/authors/', inject('siteUrl')).href;
const glossary = new URL('/glossary/', inject('siteUrl')).href;

let page: Page;

eachInChromium((opened) => {
  page = opened;
});

async function openAuthors(): Promise<void> {
  await page.goto(authors);
  await page.waitFor(
    () =>
      document.querySelector('glossary-term a[role=button]') !== null &&
      document.querySelector('predict-first summary[aria-disabled]') !== null,
    null,
  );
}

describe('a term', () => {
  const word = '#Term glossary-term:first-of-type a';
  const focusWord = () =>
    page.evaluate((selector) => document.querySelector<HTMLElement>(selector)?.focus(), word);
  const becomes = (expanded: boolean) =>
    page.waitFor(
      ({ selector, wanted }) =>
        document.querySelector(selector)?.getAttribute('aria-expanded') === String(wanted) &&
        (document.querySelector('#Term [popover]:popover-open') !== null) === wanted,
      { selector: word, wanted: expanded },
      10_000,
    );

  test('is explained by a press, and no longer after another one', async () => {
    await openAuthors();
    await page.click(word);
    await becomes(true);
    await page.click(word);
    await becomes(false);
  });

  test('is explained when the keyboard comes to it; Escape closes that and keeps the focus', async () => {
    await openAuthors();
    await page.press('Tab');
    await focusWord();
    await becomes(true);
    await page.press('Escape');
    await becomes(false);
    expect(await page.evaluate((selector) => document.activeElement?.matches(selector), word)).toBe(true);
    await page.press('Space');
    await becomes(true);
    await page.press('Shift+Tab');
    await becomes(false);
  });

  test('carries its explanation for a screen reader, and leads to the glossary without scripts', async () => {
    await openAuthors();
    const [described, id] = await page.evaluate((selector) => {
      const note = document.querySelector(selector)?.getAttribute('aria-describedby') ?? '';
      return [document.getElementById(note)?.textContent ?? '', note];
    }, word);
    expect(described).toMatch(/^One middleware as it stands in the chain/);
    expect(id).toBe('term-layer');
    expect(await (await fetch(authors)).text()).toMatch(/<a href="\/glossary\/#layer"[^>]*>layer<\/a>/);
    expect(await (await fetch(glossary)).text()).toMatch(/<div id="layer"/);
  });
});

describe('a prediction', () => {
  const option = 'predict-first label:nth-of-type(2)';
  const state = () =>
    page.evaluate(() => {
      const predict = document.querySelector('predict-first');
      return {
        chosen: predict?.querySelector<HTMLInputElement>('input:checked')?.value ?? null,
        verdict: predict?.querySelector('.verdict')?.textContent ?? '',
        open: predict?.querySelector('details')?.open ?? false,
      };
    }, null);
  const isKept = (text: string) =>
    page.waitFor(
      (part) => Object.values(localStorage).some((record) => String(record).includes(part)),
      text,
      10_000,
    );

  test('is still there after a reload, the answer open or closed as it was left', async () => {
    await openAuthors();
    await page.click(option);
    await page.click('predict-first summary');
    await isKept('"open":true');
    // As a diagram in the answer does.
    await page.evaluate(
      () =>
        document
          .querySelector('predict-first .answer')
          ?.dispatchEvent(new Event('change', { bubbles: true })),
      null,
    );
    await page.reload();
    await openAuthors();
    expect(await state()).toEqual({ chosen: '1', verdict: 'You predicted right.', open: true });
    await page.click('predict-first summary');
    await isKept('"open":false');
    await openAuthors();
    expect(await state()).toEqual({ chosen: '1', verdict: 'You predicted right.', open: false });
  });

  test('that was chosen and not settled is still chosen, and can be changed', async () => {
    await openAuthors();
    await page.click(option);
    await openAuthors();
    expect(await state()).toEqual({ chosen: '1', verdict: '', open: false });
    await page.click('predict-first label:nth-of-type(1)');
    await page.click('predict-first summary');
    await isKept('"seen":true');
    expect(await state()).toEqual({ chosen: '0', verdict: 'You predicted otherwise.', open: true });
  });

  test('can be taken back', async () => {
    await openAuthors();
    await page.click(option);
    await page.click('predict-first summary');
    await isKept('"open":true');
    await page.click('predict-first .said button');
    const fresh = { chosen: null, verdict: '', open: false };
    expect(await state()).toEqual(fresh);
    expect(await page.evaluate(() => document.activeElement?.matches('predict-first input'), null)).toBe(
      true,
    );
    await openAuthors();
    expect(await state()).toEqual(fresh);
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('predict')), null),
    ).toEqual([]);
  });
});

describe('the wrong and the right one', () => {
  /** Top and left edge of each part, in pixels. */
  const edges = () =>
    page.evaluate(() => {
      const edgesOf = (selector: string) => {
        const box = document.querySelector(`.wrong-right ${selector}`)?.getBoundingClientRect();
        return { top: Math.round(box?.top ?? -1), left: Math.round(box?.left ?? -1) };
      };
      return {
        wrong: [edgesOf('p.wrong'), edgesOf('pre:first-of-type'), edgesOf('.of-wrong')],
        right: [edgesOf('p.right'), edgesOf('pre:last-of-type'), edgesOf('.of-right')],
      };
    }, null);

  test('stand side by side where there is room: labels, code and runs each on one line', async () => {
    await openAuthors();
    const { wrong, right } = await edges();
    expect(wrong.map(({ top }) => top)).toEqual(right.map(({ top }) => top));
    expect(wrong.every(({ left }, index) => left < (right[index]?.left ?? 0))).toBe(true);
  });

  test('stand below one another on a phone, each run below its own code', async () => {
    await page.setSize(360, 800);
    await openAuthors();
    const { wrong, right } = await edges();
    const tops = [...wrong, ...right].map(({ top }) => top);
    expect(tops).toEqual(tops.toSorted((one, other) => one - other));
    expect(new Set(tops).size).toBe(tops.length);
  });
});

const sizes = [
  [360, 800],
  [768, 1024],
  [1440, 900],
] as const;
/** Set before the page is there: a change of colours in front of one's eyes takes its time. */
const themes = {
  light: () => localStorage.setItem('inside-out:theme', 'light'),
  dark: () => localStorage.setItem('inside-out:theme', 'dark'),
} as const;
const looks = sizes.flatMap((size) => (['light', 'dark'] as const).map((theme) => [...size, theme] as const));

describe.for([
  ['the authors’ page', authors],
  ['the glossary', glossary],
] as const)('%s', ([, address]) => {
  test.for(looks)(
    'at %i × %i, %s, has no accessibility violation and no sideways scroll',
    async ([width, height, theme]) => {
      await page.setSize(width, height);
      await page.beforeScripts(themes[theme]);
      await page.goto(address);
      await page.waitFor(() => document.readyState === 'complete', null);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('main section > details'))
          details.setAttribute('open', '');
        document.querySelector<HTMLElement>('glossary-term a')?.click();
      }, null);
      await page.evaluate(`${axe.source}; undefined` as never, null);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
        const found = await axe.run();
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      }, null);
      expect(violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth, null)).toBe(0);
    },
  );
});

test('search engines are told not to list the authors’ page', async () => {
  expect(await (await fetch(authors)).text()).toContain('<meta name="robots" content="noindex"');
  expect(await (await fetch(glossary)).text()).not.toContain('noindex');
});
