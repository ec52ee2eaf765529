/** Takes the README's pictures anew: the first exercise after a check of its start, and the playground. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildSite, dist } from '../../src/cli/build-site.ts';
import { serveSite } from '../../src/cli/serve-site.ts';
import { root } from '../../src/sandbox/drivers/node-files.ts';
import { openChromium } from './browsers.ts';
import { findExamples } from './exercises.ts';
import { createLearner } from './learner.ts';

const pictures = fileURLToPath(new URL('docs/', root));
const { django: exercise } = await findExamples();

await mkdir(pictures, { recursive: true });
await buildSite(console.log);
const site = await serveSite({ port: 0, dist });
const browser = await openChromium();
try {
  const page = await browser.newPage();
  await page.setSize(1440, 900);
  const learner = createLearner(page, site.url);
  await learner.open(exercise.address);
  await learner.check();
  await page.screenshot(`${pictures}workbench.png`);

  await page.goto(new URL('playground/', site.url).href);
  await page.waitFor(() => document.querySelector('.playground[data-alive=true]') !== null, null);
  await page.screenshot(`${pictures}playground.png`);
} finally {
  await browser.close();
  await site.close();
}
