import axe from 'axe-core';
import { describe, expect, inject, test } from 'vitest';
import type { Page } from './browsers.ts';
import { eachInChromium } from './in-chromium.ts';

const lesson = new URL('/order/the-onion/', inject('siteUrl')).href;
/** The diagram in which the lesson's reader puts `Closed` and `Stamp` in order. */
const diagram = '.diagram[data-views="stack onion"]';
const handle = (name: string): string => `${diagram} [aria-label^="Move ${name}"]`;

let page: Page;

eachInChromium((opened) => {
  page = opened;
});

async function openLesson(): Promise<void> {
  await page.goto(lesson);
  await page.waitFor(
    () => document.querySelector('predict-first summary[aria-disabled="true"]') !== null,
    null,
  );
  await page.click('predict-first:first-of-type label');
  await page.click('predict-first:first-of-type summary');
  await page.evaluate(
    (selector) => document.querySelector(selector)?.scrollIntoView({ block: 'center' }),
    diagram,
  );
  await page.waitFor(
    (selector) => document.querySelector(`${selector}[data-alive="true"]`) !== null,
    diagram,
  );
}

const shownOrder = (): Promise<readonly string[]> =>
  page.evaluate(
    (selector) =>
      [...document.querySelectorAll(`${selector} .diagram-stack li > code b`)].map((name) =>
        (name.textContent ?? '').replace(/\W/g, ''),
      ),
    diagram,
  );

const rings = (): Promise<readonly string[]> =>
  page.evaluate(
    (selector) =>
      [...document.querySelectorAll<HTMLElement>(`${selector} [data-ring]`)].map(
        (ring) => ring.dataset['ring'] ?? '',
      ),
    diagram,
  );

const outcome = (): Promise<string> =>
  page.evaluate(
    (selector) =>
      document.querySelector<HTMLElement>(`${selector} [data-outcome]`)?.innerText.replace(/\s+/g, ' ') ?? '',
    diagram,
  );

const settled = (text: string): Promise<void> =>
  page.waitFor(
    ({ selector, wanted }) =>
      (document.querySelector(`${selector} [data-outcome]`)?.textContent ?? '').includes(wanted),
    { selector: diagram, wanted: text },
    10_000,
  );

describe('the MIDDLEWARE list', () => {
  test('a layer dragged with the mouse takes its new place, and the response changes with it', async () => {
    await openLesson();
    expect(await shownOrder()).toEqual(['Closed', 'Stamp']);
    expect(await outcome()).toBe('The client gets 503 no X-Stamp');
    await page.drag(handle('Stamp'), handle('Closed'));
    await settled('X-Stamp: bookshop');
    expect(await shownOrder()).toEqual(['Stamp', 'Closed']);
    expect(await rings()).toEqual(['Stamp', 'Closed']);
    expect(await outcome()).toMatch(/^(In the end t|T)he client gets 503 X-Stamp: bookshop$/);
  });

  test('a layer is moved with the arrow keys, keeps the focus, and its new place is announced', async () => {
    await openLesson();
    await page.evaluate(
      (selector) => document.querySelector<HTMLElement>(selector)?.focus(),
      handle('Closed'),
    );
    await page.press('ArrowDown');
    await settled('X-Stamp: bookshop');
    expect(await shownOrder()).toEqual(['Stamp', 'Closed']);
    await page.waitFor(
      (selector) =>
        document.querySelector(`${selector} [role=status]`)?.textContent ===
        'Closed is now 2 of 2. The client gets 503, with X-Stamp: bookshop.',
      diagram,
    );
    await page.press('ArrowUp');
    await settled('no X-Stamp');
    expect(await shownOrder()).toEqual(['Closed', 'Stamp']);
  });

  test('a layer that is switched off is no ring, and one that raises is caught by its boundary', async () => {
    await openLesson();
    await page.click(`${diagram} [aria-label="Closed is on"]`);
    await settled('200');
    expect(await rings()).toEqual(['Stamp']);
    expect(await outcome()).toMatch(/^(In the end t|T)he client gets 200 X-Stamp: bookshop$/);
    await page.evaluate((selector) => {
      const select = document.querySelector<HTMLSelectElement>(selector);
      if (select) select.value = 'raises-after';
      select?.dispatchEvent(new Event('change', { bubbles: true }));
    }, `${diagram} [aria-label="What Stamp does"]`);
    await settled('500');
    await page.click(`${diagram} [data-reset]`);
    await settled('503');
    expect(await shownOrder()).toEqual(['Closed', 'Stamp']);
    expect(await rings()).toEqual(['Closed', 'Stamp']);
  });
});

describe('a run', () => {
  test('plays to its end', async () => {
    await openLesson();
    await page.click(`${diagram} [data-play]`);
    await page.waitFor(
      (selector) => document.querySelector<HTMLInputElement>(`${selector} input[type=range]`)?.value === '1',
      diagram,
    );
    await page.waitFor(
      (selector) => {
        const slider = document.querySelector<HTMLInputElement>(`${selector} input[type=range]`);
        const button = document.querySelector(`${selector} [data-play]`);
        return slider !== null && slider.value === slider.max && button?.textContent === 'Play';
      },
      diagram,
      30_000,
    );
  });

  test('is stepped through with the keyboard, each step announced', async () => {
    await openLesson();
    await page.evaluate(
      (selector) => document.querySelector<HTMLElement>(`${selector} input[type=range]`)?.focus(),
      diagram,
    );
    await page.press('Home');
    await page.waitFor(
      (selector) =>
        /^In the end the client gets/.test(
          document.querySelector(`${selector} [data-outcome]`)?.textContent ?? '',
        ),
      diagram,
    );
    await page.press('ArrowRight');
    await page.press('ArrowRight');
    await page.waitFor(
      (selector) =>
        /^2 of \d+: Closed gets the request\.$/.test(
          document.querySelector(`${selector} input[type=range]`)?.getAttribute('aria-valuetext') ?? '',
        ),
      diagram,
      10_000,
    );
    await page.click(`${diagram} [aria-label="One step forward"]`);
    await page.waitFor(
      (selector) =>
        /^3 of \d+\. Closed answers by itself/.test(
          document.querySelector(`${selector} [role=status]`)?.textContent ?? '',
        ),
      diagram,
    );
  });
});

test('the workbench beside a lesson loads once somebody turns to it', async () => {
  await openLesson();
  const workbench = (): readonly string[] => page.requests.filter((url) => /Workbench\.[^/]*js$/.test(url));
  expect(workbench()).toEqual([]);
  await page.click('#workbench .task');
  await page.waitFor(() => document.querySelector('.workbench-body[data-alive="true"]') !== null, null);
  expect(workbench()).toHaveLength(1);
});

test('Check looks ready before the workbench is there, and a press of it is not lost', async () => {
  await openLesson();
  expect(
    await page.evaluate(() => document.querySelector('.workbench-body')?.getAttribute('data-alive'), null),
  ).not.toBe('true');
  const disabled = (): Promise<readonly boolean[]> =>
    page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLButtonElement>('.actions button')]
          .slice(0, 3)
          .map(({ disabled }) => disabled),
      null,
    );
  expect(await disabled()).toEqual([false, false, false]);
  // As a finger or a script would: nothing announces it.
  await page.evaluate(() => {
    const check = document.querySelector<HTMLElement>('button.check');
    check?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    check?.click();
  }, null);
  await page.waitFor(() => document.querySelector('[data-verdict]') !== null, null, 60_000);
});

test('without JavaScript the page shows the onion in its final state, and the same as text', async () => {
  const html = await (await fetch(lesson)).text();
  expect(html).toContain('never called: Closed answered outside of it');
  expect(html).toContain('Closed answers by itself: nothing inside it is called.');
});

test('real Django is asked for by a press alone, and agrees event by event', async () => {
  await openLesson();
  const sandbox = (): readonly string[] => page.requests.filter((url) => /runtime|worker|pyodide/.test(url));
  expect(sandbox()).toEqual([]);
  await page.click(`${diagram} [data-run-on-django]`);
  await page.waitFor(
    (selector) => document.querySelector(`${selector} [data-equal], ${selector} .notice.bad`) !== null,
    diagram,
  );
  const said = await page.evaluate(
    (selector) => document.querySelector<HTMLElement>(`${selector} .diagram-real`)?.innerText ?? '',
    diagram,
  );
  expect(said).toMatch(/Equal, event by event: \d+ events, and the same response\./);
  expect(sandbox()).not.toEqual([]);
});

test.for([
  [360, 800],
  [768, 1024],
  [1440, 900],
] as const)(
  'at %i pixels the lesson has no accessibility violation and no sideways scroll',
  async ([width, height]) => {
    await page.setSize(width, height);
    await openLesson();
    await page.evaluate(`${axe.source}; undefined` as never, null);
    const violations = page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const found = await axe.run();
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    }, null);
    expect(await violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth, null)).toBe(0);
  },
);
