import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Chromium, openChromium } from './browsers.ts';
import { changes, findExamples } from './exercises.ts';
import { createLearner } from './learner.ts';

const { django, rebuild } = await findExamples();

const BUTTON = '.actions .download';

let browser: Chromium;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

test("Download saves the exercise as a project, with the learner's text in it and the check beside it", async () => {
  const page = await browser.newPage();
  const learner = createLearner(page, inject('siteUrl'));
  await learner.open(rebuild.address);
  const written = changes(rebuild);
  await learner.write(written);

  const [tab] = page.context.pages();
  if (tab === undefined) throw new Error('The page is closed.');
  const [download] = await Promise.all([tab.waitForEvent('download'), page.click(BUTTON)]);
  const name = rebuild.id.replace(/^.*\//, '');
  expect(download.suggestedFilename()).toBe(`${name}.zip`);
  const files = unzipSync(await readFile(await download.path()));
  for (const [path, text] of Object.entries(written)) {
    expect(strFromU8(files[`${name}/${path}`] ?? new Uint8Array())).toBe(text);
  }
  for (const path of ['package.json', 'package-lock.json', '.inside-out/suite.test.js']) {
    expect(Object.keys(files)).toContain(`${name}/${path}`);
  }
});

test('without a connection, Download says so, and works once there is one', async () => {
  const page = await browser.newPage();
  await createLearner(page, inject('siteUrl')).open(rebuild.address);
  await page.setOffline(true);
  await page.click(BUTTON);
  await page.waitFor(() => document.querySelector('.download-problem') !== null, null);
  const said = await page.evaluate(() => document.querySelector('.download-problem')?.textContent, null);
  expect(said).toBe('/projects/rebuild.json could not be fetched. Look at your connection.');

  await page.setOffline(false);
  const [tab] = page.context.pages();
  await Promise.all([tab?.waitForEvent('download'), page.click(BUTTON)]);
  await page.waitFor(() => document.querySelector('.download-problem') === null, null);
});

test('a Django exercise is no Node project, and has no Download', async () => {
  const page = await browser.newPage();
  await createLearner(page, inject('siteUrl')).open(django.address);
  expect(await page.evaluate((selector) => document.querySelector(selector), BUTTON)).toBeNull();
});
