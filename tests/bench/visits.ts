/**
 * From a page's opening to a sandbox that is ready, in Chromium: a visitor's first time, with an empty profile, and
 * their second, with the browser closed in between. Beside it the same on a page with plain Pyodide.
 */
import type { Page } from 'playwright';
import { openOnProfile, withNewProfile } from './chromium.ts';
import { median, type Report } from './figures.ts';
import { waitForQuiet } from './quiet.ts';

export interface Addresses {
  /** The page of an exercise of the Django track. */
  readonly exercise: string;
  /** The page with plain Pyodide. */
  readonly bare: string;
}

/** In ms, from navigation to ready. */
export interface Visits {
  /** With a profile that nobody has used. */
  readonly first: number;
  /** With the same, after the browser was closed. */
  readonly second: number;
}

const ROUNDS = 5;

export async function measureVisits({ exercise, bare }: Addresses): Promise<Report> {
  const product: Visits[] = [];
  const plain: Visits[] = [];
  // Turn by turn, so that a busy minute of the machine meets both.
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    plain.push(await visitTwice(bare));
    product.push(await visitTwice(exercise));
  }
  const warm = (visits: readonly Visits[], which: keyof Visits): readonly number[] =>
    visits.slice(1).map((visit) => visit[which]);
  const baseline = { what: 'bare, first visit', value: median(warm(plain, 'first')) };
  return {
    heading: 'From opening an exercise to a sandbox that is ready, in Chromium',
    figures: [
      {
        id: 'first_visit_ms',
        what: 'first visit',
        unit: 'ms',
        samples: warm(product, 'first'),
        baseline,
        ratioId: 'first_visit_vs_bare',
        targets: { ratio: 0.4 },
      },
      {
        id: 'second_visit_ms',
        what: 'second visit',
        unit: 'ms',
        samples: warm(product, 'second'),
        baseline,
        ratioId: 'second_visit_vs_bare',
        targets: { ratio: 0.2 },
      },
      {
        id: 'bare_first_visit_ms',
        what: 'bare, first visit',
        unit: 'ms',
        samples: warm(plain, 'first'),
        baseline: null,
      },
      {
        id: 'bare_second_visit_ms',
        what: 'bare, second visit',
        unit: 'ms',
        samples: warm(plain, 'second'),
        baseline: null,
      },
    ],
  };
}

/**
 * Visits a page as somebody who has never been there, and again after the browser was closed.
 * @param afterEach called when a visit is over and its page has come to rest
 */
export function visitTwice(url: string, afterEach: () => void = () => {}): Promise<Visits> {
  return withNewProfile(async (profile) => {
    const first = await visit(profile, url);
    afterEach();
    const second = await visit(profile, url);
    afterEach();
    return { first, second };
  });
}

async function visit(profile: string, url: string): Promise<number> {
  const chromium = await openOnProfile(profile);
  try {
    const { page } = chromium;
    await page.addInitScript(noteWhenReady);
    // A browser that has just been started is busy with itself.
    await waitForQuiet(chromium);
    await page.goto(url);
    await page.waitForFunction(() => window.sandboxEnded !== undefined);
    const ended = await page.evaluate(() => window.sandboxEnded);
    if (ended?.as !== 'good') throw new Error(`${url} never got ready: ${await textOf(page)}`);
    // V8 writes the code that it compiled into the profile only once it is done optimizing it.
    await waitForQuiet(chromium);
    return ended.after;
  } finally {
    await chromium.close();
  }
}

function textOf(page: Page): Promise<string | null> {
  return page.textContent('[data-sandbox]');
}

declare global {
  interface Window {
    /** How the sandbox's boot ended, and after how many ms of the page's life. */
    sandboxEnded?: { readonly as: 'good' | 'bad'; readonly after: number };
  }
}

/** Runs in the page, before its own scripts. */
function noteWhenReady(): void {
  const look = (): void => {
    const ended = document.querySelector<HTMLElement>('[data-sandbox="good"], [data-sandbox="bad"]');
    if (ended === null) return;
    window.sandboxEnded = { as: ended.dataset['sandbox'] as 'good', after: performance.now() };
    observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}
