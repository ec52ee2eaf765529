/** The workbench with a WebContainer: the emulator is in the place of its vendor. */
import axe from 'axe-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type Chromium, type ChromiumPage, openChromium } from './browsers.ts';
import { emulateContainer, type PageContainer } from './container.ts';
import { changes, findExamples } from './exercises.ts';
import { createLearner, type Learner, type Shown } from './learner.ts';
import { rememberChoice } from './vendor.ts';

const { rebuild: exercise } = await findExamples();

/** Two sandboxes boot and check twice each, beside whatever else the machine does: in milliseconds. */
const FOUR_CHECKS = 240_000;

let browser: Chromium;
let page: ChromiumPage;
let container: PageContainer;
let learner: Learner;

beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  page = await browser.newPage();
  await page.setSize(1440, 900);
  container = await emulateContainer(page);
  learner = createLearner(page, inject('siteUrl'));
  await rememberChoice(page, inject('siteUrl'), 'container');
});
afterEach(() => container.close());

/** Whether the sandbox has installed its packages, and does nothing. */
const isReady = (): boolean => document.querySelector('[data-sandbox]')?.textContent === 'Sandbox ready';
const ready = (): Promise<void> => page.waitFor(isReady, null);

const panel = async (name: string): Promise<void> => {
  await page.waitFor((id) => document.getElementById(`tab-${id}`) !== null, name);
  await page.click(`#tab-${name}`);
};

async function choose(sandbox: string): Promise<void> {
  await page.click('[data-sandbox]');
  await page.click(`#about-sandbox input[value=${sandbox}]`);
  await page.press('Escape');
}

/** Waits until the screen of the open panel shows it. */
const shows = (text: string): Promise<void> =>
  page.waitFor(
    (wanted) =>
      [...document.querySelectorAll('.panel .xterm-rows > div')]
        .map((row) => (row.textContent ?? '').replaceAll('\u00a0', ' '))
        .join('\n')
        .includes(wanted),
    text,
  );

/** Types a command and Enter into the terminal. */
async function type(command: string): Promise<void> {
  await page.click('.panel .xterm-screen');
  await page.context.pages()[0]?.keyboard.type(command);
  await page.press('Enter');
}

const treeHas = (name: string): Promise<void> =>
  page.waitFor(
    (wanted) =>
      [...document.querySelectorAll('.file-tree [data-part=item]')].some(
        (item) => (item as HTMLElement).dataset.value === wanted,
      ),
    name,
  );
const tabs = () =>
  page.evaluate(
    () => [...document.querySelectorAll('.file-tabs [role=tab]')].map(({ textContent }) => textContent ?? ''),
    null,
  );
const openFile = (): string => document.querySelector('#open-file')?.textContent ?? '';

test(
  'a check fails and passes as in the embedded sandbox, its output comes live, and that takes nothing away',
  async () => {
    const outcomes = ({ verdict, facts }: Shown) => ({
      verdict,
      facts: facts.map(({ name, status }) => ({ name, status })),
    });
    await learner.open(exercise.address);
    await ready();
    const failed = await learner.check();
    expect(failed.verdict).toBe('failed');
    await panel('output');
    // A Vitest that is slow to end is stopped once it has reported, and then writes no summary.
    await page.waitFor(
      () => /Test Files +1 failed|×/.test(document.querySelector('.panel .xterm-rows')?.textContent ?? ''),
      null,
    );

    await choose('embedded');
    await page.waitFor(() => document.getElementById('tab-terminal') === null, null);
    expect(await page.evaluate(() => document.querySelector('.file-tree, .tree-toggle'), null)).toBeNull();
    expect(outcomes(await learner.check())).toEqual(outcomes(failed));
    await learner.write(changes(exercise));
    const passed = await learner.check();
    expect(passed.verdict).toBe('passed');

    await choose('container');
    expect(outcomes(await learner.check())).toEqual(outcomes(passed));
    expect(page.errors).toEqual([]);
  },
  FOUR_CHECKS,
);

test('the terminal is a shell in the project, and outlives a look at other panels', async () => {
  await learner.open(exercise.address);
  await panel('terminal');
  await type('node --version; ls');
  await shows(`v${process.versions.node.split('.')[0]}`);
  await shows('vitest.config.js');
  await panel('results');
  await panel('terminal');
  await shows('vitest.config.js');
  await type('exit 3');
  await shows('The shell has ended with exit code 3. Press Enter to open a new one.');
  await page.press('Enter');
  await type('echo "again: $((6 * 7))"');
  await shows('again: 42');
  // One that fails before it has come up is given up.
  await ready();
  container.emulator.breakDown('out of memory');
  await shows('The container has ended, and the shell with it.');
  await page.press('Enter');
  await ready();
  await type('ls');
  await shows('onion.ts');
  await page.press('Shift+Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('.tool-bar') !== null, null)).toBe(true);
});

test('files go both ways between terminal and editor', async () => {
  await learner.open(exercise.address);
  await panel('terminal');
  await treeHas('onion.ts');
  await type("echo 'export const made = 1;' > made.ts; echo log > x.log; mkdir deep; echo a > deep/a.txt");
  await treeHas('made.ts');
  await treeHas('x.log');
  await page.waitFor(
    () =>
      [...document.querySelectorAll('.file-tabs [role=tab]')].some((tab) => tab.textContent === 'made.ts'),
    null,
  );
  expect(await tabs()).toContain('deep/a.txt');
  expect(await tabs()).not.toContain('x.log');

  await learner.write({ 'made.ts': 'export const typed = 2;\n' });
  await type('cat made.ts | tr a-z A-Z');
  await shows('EXPORT CONST TYPED = 2;');
  await type('sed -i s/typed/changed/ made.ts');
  await page.waitFor(
    () => document.querySelector('.editor .view-lines')?.textContent?.includes('changed') === true,
    null,
  );
  await page.click('.file-tree [data-value="x.log"]');
  await page.waitFor(() => document.querySelector('#open-file')?.textContent === 'x.log, read-only', null);

  await type('rm made.ts');
  await page.waitFor(() => document.body.innerText.includes('made.ts is removed in the container'), null);
  expect(await tabs()).not.toContain('made.ts');
  await panel('results');
  await page.click('.panel .notice .link');
  await page.waitFor(() => document.querySelector('#open-file')?.textContent === 'made.ts', null);
  expect(page.errors).toEqual([]);
});

test('the tree goes by keyboard: opens, renames and removes', async () => {
  await learner.open(exercise.address);
  await panel('terminal');
  await treeHas('package.json');
  await type('echo log > x.log');
  await treeHas('x.log');
  await page.evaluate(
    () => document.querySelector<HTMLElement>('.file-tree [data-value="x.log"]')?.focus(),
    null,
  );
  await page.press('Home');
  for (const key of 'pac') await page.press(key);
  await page.press('Enter');
  await page.waitFor(
    () => /^package(-lock)?\.json, read-only$/.test(document.querySelector('#open-file')?.textContent ?? ''),
    null,
  );

  await page.evaluate(
    () => document.querySelector<HTMLElement>('.file-tree [data-value="x.log"]')?.focus(),
    null,
  );
  await page.press('F2');
  await page.waitFor(() => document.querySelector('dialog[open] input') !== null, null);
  await page.press('Control+a');
  for (const key of 'note.md') await page.press(key);
  await page.press('Enter');
  await treeHas('note.md');
  await page.click('.file-tree [data-value="note.md"]');
  await page.waitFor(() => document.querySelector('#open-file')?.textContent === 'note.md', null);
  await page.evaluate(
    () => document.querySelector<HTMLElement>('.file-tree [data-value="note.md"]')?.focus(),
    null,
  );
  await page.press('Delete');
  await page.waitFor(() => document.body.innerText.includes('note.md is removed.'), null);
  expect(await page.evaluate(openFile, null)).not.toContain('note.md');
});

test('a server that listens has a preview, for as long as it listens', async () => {
  await learner.open(exercise.address);
  await panel('terminal');
  await type(
    `node -e "require('http').createServer((q, r) => r.setHeader('Cross-Origin-Embedder-Policy', 'require-corp').setHeader('Cross-Origin-Resource-Policy', 'cross-origin').end('served')).listen(0)"`,
  );
  await panel('preview');
  await expect
    .poll(async () => {
      const frame = page.context
        .pages()[0]
        ?.frames()
        .find((each) => each.parentFrame() !== null);
      return frame
        ?.locator('body')
        .innerText({ timeout: 1_000 })
        .catch(() => '');
    })
    .toBe('served');
  await panel('terminal');
  await page.click('.panel .xterm-screen');
  await page.press('Control+c');
  await page.waitFor(() => document.getElementById('tab-preview') === null, null);
});

describe('there is no accessibility violation, light and dark,', () => {
  test.for([
    ['phone', 360, 800],
    ['tablet', 768, 1024],
    ['desktop', 1440, 900],
  ] as const)('on a %s', async ([, width, height]) => {
    await page.setSize(width, height);
    await learner.open(exercise.address);
    await ready();
    await panel('terminal');
    // Short, since a shell that was just opened may not know yet how narrow it is.
    await type('echo $((20+22))');
    await shows('42');
    if ((await page.evaluate(() => document.querySelector('.file-tree'), null)) === null)
      await page.click('.tree-toggle');
    await treeHas('onion.ts');
    await page.evaluate(`${axe.source}; undefined` as never, null);
    for (const name of ['terminal', 'output']) {
      await panel(name);
      for (const theme of ['light', 'dark']) {
        const violations = await page.evaluate(async (shown) => {
          document.documentElement.dataset.theme = shown;
          document.documentElement.dataset.shown = shown;
          document.body.getBoundingClientRect();
          for (const animation of document.getAnimations()) animation.finish();
          const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
          const found = await axe.run('.workbench-body');
          return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        }, theme);
        expect(await violations, `${name} ${theme}`).toEqual([]);
      }
    }
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth, null);
    expect(wider).toBeLessThanOrEqual(0);
  });
});
