import type { FileSet, TestResult } from '../../src/sandbox/protocol.ts';
import type { Page } from './browsers.ts';

/** What the results panel shows. */
export interface Shown {
  readonly verdict: string | null;
  readonly facts: readonly {
    readonly name: string;
    readonly status: TestResult['status'];
    readonly why: string;
  }[];
}

/** Somebody at the workbench. */
export interface Learner {
  open(path: string): Promise<void>;
  /** Replaces the whole text of each file in the editor. */
  write(files: FileSet): Promise<void>;
  /** Presses Check and waits for the verdict. */
  check(press?: () => Promise<void>): Promise<Shown>;
  /** The text of the open file, as the draft keeps it or as the editor shows it. */
  shownFile(path: string): Promise<string>;
}

/** A file's text, on its way into a draft. */
interface Written {
  readonly path: string;
  readonly text: string;
}

/** @param taken whether the page has taken over what was written; it runs in the page */
export function createLearner(
  page: Page,
  siteUrl: string,
  taken: (written: Written) => boolean = draftHolds,
): Learner {
  async function openTab(path: string): Promise<void> {
    const index = await page.evaluate((wanted) => {
      const tabs = [...document.querySelectorAll('.file-tabs [role=tab]')];
      return tabs.findIndex((tab) => (tab.textContent ?? '').replace(/,.*$/, '') === wanted);
    }, path);
    if (index === -1) throw new Error(`The workbench shows no tab for ${path}.`);
    await page.click(`.file-tabs [role=tab]:nth-child(${index + 1})`);
  }

  async function focusEditor(): Promise<void> {
    await page.click('.editor');
    await page.waitFor(() => document.querySelector('.editor .monaco-editor .view-lines') !== null, null);
    // Not its lines: they reach below the pane, under the results.
    await page.click('.editor .monaco-editor');
  }

  /** Typing would have the editor indent each line anew. */
  async function paste(text: string): Promise<void> {
    await page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
      // Firefox leaves it out of an event that a script makes.
      Object.defineProperty(event, 'clipboardData', { value: clipboardData });
      document.activeElement?.dispatchEvent(event);
    }, text);
  }

  return {
    async open(path) {
      await page.goto(new URL(path, siteUrl).href);
      await page.waitFor(() => document.querySelector('.workbench-body[data-alive="true"]') !== null, null);
    },

    async write(files) {
      for (const [path, text] of Object.entries(files)) {
        await openTab(path);
        await focusEditor();
        await page.press('Control+a');
        await paste(text);
        await page.waitFor(taken, { path, text }, 10_000);
      }
    },

    async check(press = () => page.click('button.check')) {
      await press();
      await page
        .waitFor(() => document.querySelector('[data-verdict], .notice.bad') === null, null, 5_000)
        .catch(
          // A verdict can come faster than it is looked for.
          () => undefined,
        );
      await page.waitFor(
        () => document.querySelector('[data-verdict]:not(.stale), .notice.bad') !== null,
        null,
      );
      return page.evaluate(() => {
        const facts = [...document.querySelectorAll<HTMLElement>('[data-fact]')].map((fact) => ({
          name: fact.querySelector('.name')?.textContent ?? '',
          status: fact.dataset.fact as 'passed',
          why: fact.querySelector('.why')?.textContent ?? '',
        }));
        const results = document.querySelector<HTMLElement>('[data-verdict]');
        return { verdict: results?.dataset.verdict ?? null, facts };
      }, null);
    },

    async shownFile(path) {
      await openTab(path);
      await focusEditor();
      return page.evaluate(
        () => (document.querySelector('.editor .view-lines')?.textContent ?? '').replaceAll('\u00a0', ' '),
        null,
      );
    },
  };
}

/** Whether the draft of some exercise has this text: what the editor shows has been saved. */
function draftHolds({ path, text }: Written): boolean {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith('inside-out:draft:'))
    .map((key) => JSON.parse(localStorage.getItem(key) ?? '{}'))
    .some(({ files, own }) => files?.[path] === text || own?.[path] === text);
}
