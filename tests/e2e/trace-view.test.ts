import axe from 'axe-core';
import { describe, expect, inject, test } from 'vitest';
import type { Page } from './browsers.ts';
import { findExamples } from './exercises.ts';
import { eachInChromium } from './in-chromium.ts';
import { createLearner, type Learner } from './learner.ts';

const { django, rebuild } = await findExamples();

let page: Page;
let learner: Learner;

eachInChromium((opened) => {
  page = opened;
  learner = createLearner(page, inject('siteUrl'));
});

const textOf = (selector: string) =>
  page.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? '', selector);
const appears = (selector: string) =>
  page.waitFor((wanted) => document.querySelector(wanted) !== null, selector);

async function openTrace(): Promise<void> {
  await page.click('#tab-trace');
  await appears('.own-request');
}

async function fill(selector: string, text: string): Promise<void> {
  await page.click(selector);
  await page.press('Control+a');
  for (const character of text) await page.press(character === '\n' ? 'Enter' : character);
}

async function violations(): Promise<readonly string[]> {
  await page.evaluate(`${axe.source}; undefined` as never, null);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const found = await axe.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, null) as unknown as Promise<readonly string[]>;
}

describe('after a check', () => {
  test('the link of a failed test opens the trace of the request that it failed on', async () => {
    await learner.open(django.address);
    const { facts } = await learner.check();
    const failed = facts.find(({ status }) => status === 'failed');
    expect(await textOf('.failed .trace-link')).toBe('See its trace');
    const headings = await page.evaluate(
      () => [...document.querySelectorAll('.failed figcaption')].map(({ textContent }) => textContent),
      null,
    );
    expect(headings).toContain('Sent');
    expect(headings).not.toContain('Trace');
    await page.click('.failed .trace-link');
    await appears('.trace-view');
    await page.waitFor(() => document.activeElement?.matches('.trace-panel .shown') === true, null);
    expect(await page.evaluate(() => document.querySelector('.panel')?.scrollTop, null)).toBe(0);
    expect(await textOf('.of-test')).toContain(failed?.name);
    const path = /GET (\S+)/.exec(failed?.why ?? '')?.[1] ?? 'no path';
    expect(await textOf('.trace-picker select option:checked')).toContain(`GET ${path}`);
    expect(await textOf('.came-back')).toContain('404 Not Found');
    expect(await textOf('.came-back')).toContain('made by the boundary around the core, of Http404');
    expect(await textOf('.trace-view .tree')).toContain('turns Http404 into a 404 response');
    expect(await textOf('.trace-view .headers')).toContain('set by');
  });

  test('another request of the suite can be chosen', async () => {
    await learner.open(django.address);
    await learner.check();
    await openTrace();
    await appears('.trace-picker');
    const labels = await page.evaluate(() => {
      const select = document.querySelector<HTMLSelectElement>('.trace-picker select');
      if (!select) return [];
      select.selectedIndex = select.options.length - 1;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      return [...select.options].map(({ text }) => text);
    }, null);
    expect(labels.length).toBeGreaterThan(2);
    await page.waitFor(
      (label) => document.querySelector('.trace-view')?.ariaLabel === `Trace of ${label.split(' → ')[0]}`,
      labels.at(-1) ?? '',
    );
  });
});

describe('a request of one’s own', () => {
  test('goes through the code in the editor, and its trace says what that did', async () => {
    await learner.open(django.address);
    const start = django.start.files['shop/middleware.py'] ?? '';
    await learner.write({
      'shop/middleware.py': start.replace(
        '        return response',
        '        response["X-Mine"] = "yes"\n        return response',
      ),
    });
    await openTrace();
    await page.press('Escape');
    await page.click('.own-request button[type=submit]');
    await appears('.trace-view');
    expect(await textOf('.came-back')).toContain('200 OK');
    expect(await textOf('.came-back')).toContain('made by the view book_list');
    expect(await textOf('.headers')).toContain('X-Mine');
    expect(await textOf('.headers')).toContain('set by RequestIDMiddleware');
  });

  test('folds an N+1 into one row, with the line that caused it as a link', async () => {
    await learner.open(django.address);
    const loop = [
      'from shop.models import Book',
      '',
      'class RequestIDMiddleware:',
      '    def __init__(self, get_response):',
      '        self.get_response = get_response',
      '',
      '    def __call__(self, request):',
      '        for book in Book.objects.all()[:10]:',
      '            book.author.name',
      '        return self.get_response(request)',
      '',
    ].join('\n');
    await learner.write({ 'shop/middleware.py': loop });
    await openTrace();
    await page.click('.own-request button[type=submit]');
    await appears('.trace-view .repeated');
    expect(await textOf('.trace-view .repeated summary')).toMatch(/10 ×\s*SELECT/);
    expect(await textOf('.counts')).toContain('(10 of them with the same SQL)');
    await page.click('.trace-view .repeated button.place');
    await page.waitFor(() => document.activeElement?.closest('.editor') !== null, null);
  });

  test('that the code can’t answer says why and where', async () => {
    await learner.open(django.address);
    await learner.write({ 'shop/middleware.py': 'def broken(:\n' });
    await openTrace();
    await page.click('.own-request button[type=submit]');
    await appears('.own-request .notice.bad');
    expect(await textOf('.own-request .notice.bad')).toContain('SyntaxError');
    expect(await textOf('.own-request .notice.bad button')).toBe('shop/middleware.py, line 1');
    expect(await textOf('[data-sandbox]')).toContain('Sandbox ready');
  });

  test('is corrected before it is sent', async () => {
    await learner.open(django.address);
    await openTrace();
    await fill('.own-request .path input', 'books');
    await page.press('Enter');
    await appears('.own-request [aria-invalid]');
    expect(await textOf('.own-request .notice.bad')).toContain('A path starts with /');
  });
});

test('the Rebuild track has no trace to show', async () => {
  await learner.open(rebuild.address);
  expect(await page.evaluate(() => document.querySelector('#tab-trace'), null)).toBe(null);
});

test('the tabs are walked with the arrow keys', async () => {
  await learner.open(django.address);
  await page.click('#tab-results');
  await page.press('ArrowRight');
  await appears('#tab-trace[aria-selected=true]');
  expect(await page.evaluate(() => document.activeElement?.id, null)).toBe('tab-trace');
  await page.press('ArrowRight');
  await appears('#tab-results[aria-selected=true]');
});

test.for([
  ['phone', 360, 800],
  ['tablet', 768, 1024],
  ['desktop', 1440, 900],
] as const)(
  'on a %s, a trace has no accessibility violation and scrolls nothing sideways',
  async ([, width, height]) => {
    await page.setSize(width, height);
    await learner.open(django.address);
    await openTrace();
    await page.click('.own-request button[type=submit]');
    await appears('.trace-view');
    expect(await violations()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth, null)).toBe(0);
  },
);
