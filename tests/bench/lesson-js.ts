/** What a lesson page makes a browser load before anybody presses anything: its JavaScript, compressed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { dist } from '../../src/cli/build-site.ts';
import type { Browser } from '../e2e/browsers.ts';
import type { Report } from './figures.ts';

const LESSON = 'order/the-onion/';
/** What the issue allows a lesson page with a diagram, in kB. */
const BUDGET = 40;

export async function measureLessonJs(browser: Browser, site: string): Promise<Report> {
  const page = await browser.newPage();
  await page.setSize(1440, 900);
  await page.goto(`${site}${LESSON}`);
  // To the end and back: what wakes when it is seen counts too.
  await page.evaluate(async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const lesson = document.querySelector('.lesson') ?? document.documentElement;
    const scroller = lesson.scrollHeight > lesson.clientHeight ? lesson : document.documentElement;
    const scroll = (): void => {
      scroller.scrollBy(0, 600);
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) resolve();
      else setTimeout(scroll, 50);
    };
    scroll();
    await promise;
  }, null);
  await page.waitFor(() => document.readyState === 'complete', null);
  const scripts = [...new Set(page.requests)]
    .map((url) => new URL(url).pathname)
    .filter((path) => path.endsWith('.js'));
  const sizes = await Promise.all(
    scripts.map(async (path) => gzipSync(await readFile(join(dist, path))).length / 1000),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    heading: `JavaScript of /${LESSON}, gzip, before anything is pressed (${scripts.length} files)`,
    figures: [
      {
        id: 'lesson_js_kb',
        what: 'all its scripts',
        unit: 'kB',
        samples: [total],
        baseline: { what: `the ${BUDGET} kB it may have`, value: BUDGET },
      },
    ],
  };
}
