import { type BrowserContext, chromium } from 'playwright';
import { launch } from 'puppeteer-core';

/** What an end-to-end test does with a page, whichever browser it is. */
export interface Page {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  click(selector: string): Promise<void>;
  press(key: string): Promise<void>;
  /** With the mouse, from the middle of one element to the middle of another. */
  drag(from: string, to: string): Promise<void>;
  evaluate<Result, Argument>(action: (argument: Argument) => Result, argument: Argument): Promise<Result>;
  /** Waits until `condition` holds in the page. */
  waitFor<Argument>(
    condition: (argument: Argument) => boolean,
    argument: Argument,
    timeout?: number,
  ): Promise<void>;
  screenshot(path: string): Promise<void>;
  setSize(width: number, height: number): Promise<void>;
  setOffline(offline: boolean): Promise<void>;
  /** Runs before any script of the pages that are opened from now on. */
  beforeScripts(action: () => void): Promise<void>;
  /** Every address that the page and its workers asked for, as far as the browser tells. */
  readonly requests: readonly string[];
  /** Errors on the console and uncaught ones. */
  readonly errors: readonly string[];
}

export interface Browser {
  /** A page with storage of its own. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Two cores are shared with an interpreter that boots. */
const PATIENCE = 90_000;

export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page of Chromium, with what only Playwright can do to it. */
export interface ChromiumPage extends Page {
  readonly context: BrowserContext;
}

export interface Chromium extends Browser {
  /** @param context that of another page, for a second tab of its profile */
  newPage(context?: BrowserContext): Promise<ChromiumPage>;
}

/** @param flags on top of the usual ones */
export async function openChromium(flags: readonly string[] = []): Promise<Chromium> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [...CHROMIUM_FLAGS, ...flags],
  });
  return {
    async newPage(given) {
      const context = given ?? (await browser.newContext());
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      const requests: string[] = [];
      const errors: string[] = [];
      context.on('request', (request) => requests.push(request.url()));
      page.on('pageerror', (error) => errors.push(error.message));
      context.on('requestfailed', (request) => {
        const why = request.failure()?.errorText ?? '';
        // A page that is left gives up what it was loading.
        if (why !== 'net::ERR_ABORTED') errors.push(`${request.url()} ${why}`);
      });
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      return {
        goto: async (url) => void (await page.goto(url)),
        reload: async () => void (await page.reload()),
        click: (selector) => page.click(selector),
        press: (key) => page.keyboard.press(key),
        drag: (from, to) => drag(page.mouse, (selector) => page.locator(selector).boundingBox(), from, to),
        evaluate: (action, argument) => page.evaluate(action as never, argument as never),
        waitFor: async (condition, argument, timeout = PATIENCE) =>
          void (await page.waitForFunction(condition as never, argument as never, { timeout })),
        screenshot: async (path) => void (await page.screenshot({ path })),
        setSize: (width, height) => page.setViewportSize({ width, height }),
        setOffline: (offline) => context.setOffline(offline),
        beforeScripts: async (action) => void (await page.addInitScript(action)),
        requests,
        errors,
        context,
      };
    },
    close: () => browser.close(),
  };
}

export async function openFirefox(): Promise<Browser> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
    headless: true,
  });
  return {
    async newPage() {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      await page.setViewport({ width: 1440, height: 900 });
      const requests: string[] = [];
      const errors: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      return {
        goto: async (url) => void (await page.goto(url)),
        reload: async () => void (await page.reload()),
        click: (selector) => page.locator(selector).click(),
        press: (key) => pressTogether(page.keyboard, key),
        drag: (from, to) =>
          drag(page.mouse, async (selector) => (await page.$(selector))?.boundingBox() ?? null, from, to),
        evaluate: (action, argument) => page.evaluate(action as never, argument as never),
        waitFor: async (condition, argument, timeout = PATIENCE) =>
          void (await page.waitForFunction(condition as never, { timeout }, argument)),
        screenshot: async (path) => void (await page.screenshot({ path: path as `${string}.png` })),
        setSize: (width, height) => page.setViewport({ width, height }),
        setOffline: (offline) => page.setOfflineMode(offline),
        beforeScripts: async (action) => void (await page.evaluateOnNewDocument(action)),
        requests,
        errors,
      };
    },
    close: () => browser.close(),
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Mouse {
  move(x: number, y: number, options: { steps: number }): Promise<void>;
  down(): Promise<void>;
  up(): Promise<void>;
}

async function drag(
  mouse: Mouse,
  boxOf: (selector: string) => Promise<Box | null>,
  from: string,
  to: string,
): Promise<void> {
  const boxes = [await boxOf(from), await boxOf(to)];
  const [start, end] = boxes.map((box) => box && { x: box.x + box.width / 2, y: box.y + box.height / 2 });
  if (!start || !end) throw new Error(`Nothing to drag from ${from} to ${to}: one of them isn't shown.`);
  await mouse.move(start.x, start.y, { steps: 1 });
  await mouse.down();
  await mouse.move(end.x, end.y, { steps: 8 });
  await mouse.up();
}

type Keyboard = Awaited<ReturnType<Awaited<ReturnType<typeof launch>>['newPage']>>['keyboard'];

/** `Control+a`: each key but the last is held. */
async function pressTogether(keyboard: Keyboard, keys: string): Promise<void> {
  const [last = '', ...held] = keys.split('+').reverse();
  for (const key of held.reverse()) await keyboard.down(key as 'Control');
  await keyboard.press(last as 'a');
  for (const key of held) await keyboard.up(key as 'Control');
}
