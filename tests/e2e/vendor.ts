/** The hosts that a WebContainer is fetched from. */
import type { ChromiumPage } from './browsers.ts';

const vendor = /(^|\.)(stackblitz\.(com|io)|staticblitz\.com|webcontainer(-api)?\.io)$/;

/** Lets nothing through to the vendor's hosts, as many networks do. Returns what was asked of them, growing. */
export async function blockVendor(page: ChromiumPage): Promise<readonly string[]> {
  const asked: string[] = [];
  await page.context.route(
    ({ hostname }) => vendor.test(hostname),
    (route) => {
      asked.push(route.request().url());
      return route.abort();
    },
  );
  return asked;
}

/** Errors on the console, but for those of what was blocked. */
export function ownErrors({ errors }: ChromiumPage): readonly string[] {
  return errors.filter((error) => !/net::ERR_FAILED/.test(error));
}

/** Chooses a sandbox as an earlier visit would have. */
export async function rememberChoice(page: ChromiumPage, siteUrl: string, kind: string): Promise<void> {
  await page.goto(siteUrl);
  await page.evaluate((chosen) => localStorage.setItem('inside-out:sandbox', chosen), kind);
}
