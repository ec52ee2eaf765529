/** What a visit to an exercise brings over the network. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dist } from '../../src/cli/build-site.ts';
import { type Sent, type ServedSite, serveSite } from '../../src/cli/serve-site.ts';
import { type Browser, openChromium, type Page } from './browsers.ts';
import { findExamples } from './exercises.ts';
import { createLearner } from './learner.ts';

const sent: Sent[] = [];
let site: ServedSite;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  site = await serveSite({ port: 0, dist, log: (each) => sent.push(each) });
  browser = await openChromium();
  page = await browser.newPage();
  const { django: exercise } = await findExamples();
  const learner = createLearner(page, site.url);
  await learner.open(exercise.address);
  await learner.check();
  await learner.check();
  await page.reload();
  await page.waitFor(() => document.querySelector('.workbench-body[data-alive="true"]') !== null, null);
  await learner.check();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const withBody = (): Sent[] => sent.filter(({ status }) => status === 200);

test('over two loads and three checks, nothing that is immutable is asked for twice', () => {
  const paths = sent.map(({ path }) => path).filter((path) => /^\/(_astro|runtime)\//.test(path));
  expect(paths).toContainEqual(expect.stringMatching(/^\/runtime\/[0-9a-f]{16}\/pyodide\.asm\.wasm$/));
  expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
});

test('what shrinks is sent compressed', () => {
  const plain = withBody().filter(({ path, coding }) => coding !== 'br' && existsSync(fileOf(`${path}.br`)));
  expect(plain).toEqual([]);
});

test('WebAssembly keeps the type that lets it be compiled while it arrives, at two fifths of its size', () => {
  const [wasm] = withBody().filter(({ path }) => path.endsWith('/pyodide.asm.wasm'));
  if (wasm === undefined) throw new Error('No WebAssembly was sent.');
  expect(wasm).toMatchObject({ type: 'application/wasm', coding: 'br' });
  expect(wasm.bytes).toBeLessThan(statSync(fileOf(wasm.path)).size * 0.4);
});

test('nothing is missing, nothing is asked of another origin, and the console stays empty', () => {
  expect(sent.filter(({ status }) => status >= 400)).toEqual([]);
  const { origin } = new URL(site.url);
  expect(page.requests.filter((url) => !url.startsWith(origin) && !/^(data|blob):/.test(url))).toEqual([]);
  expect(page.errors).toEqual([]);
});

function fileOf(path: string): string {
  return join(dist, decodeURI(path));
}
