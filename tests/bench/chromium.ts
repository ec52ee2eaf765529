/** Chromium with what the bench needs beyond an end-to-end test's: a profile that outlives it, its processes, its GC. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright';
import { CHROMIUM_FLAGS } from '../e2e/browsers.ts';

const PATIENCE = 120_000;

export interface BenchChromium {
  readonly page: Page;
  /** Every process of this browser, with the CPU time that it has used so far, in seconds. */
  processes(): Promise<readonly BrowserProcess[]>;
  close(): Promise<void>;
}

export interface BrowserProcess {
  readonly type: string;
  readonly id: number;
  readonly cpuTime: number;
}

/** Opens Chromium on a profile, with one page and `gc()` in every script. */
export async function openOnProfile(profile: string): Promise<BenchChromium> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [...CHROMIUM_FLAGS, '--js-flags=--expose-gc'],
    viewport: { width: 1440, height: 900 },
  });
  context.setDefaultTimeout(PATIENCE);
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await browserSession(context);
  return {
    page,
    processes: async () => (await session.send('SystemInfo.getProcessInfo')).processInfo,
    close: () => context.close(),
  };
}

/** Gives `use` the path of a profile that nobody has used, and removes it afterwards. */
export async function withNewProfile<Value>(use: (profile: string) => Promise<Value>): Promise<Value> {
  const profile = await mkdtemp(join(tmpdir(), 'inside-out-profile-'));
  try {
    return await use(profile);
  } finally {
    // Chromium's last writes may come after its end.
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function browserSession(context: BrowserContext): Promise<CDPSession> {
  const browser = context.browser();
  if (browser === null) throw new Error('Playwright gives no browser for a profile of its own.');
  return browser.newBrowserCDPSession();
}
