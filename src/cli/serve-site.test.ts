import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parsePort } from './port.ts';
import { checkPort, type ServedSite, serveSite } from './serve-site.ts';

let dist: string;
beforeEach(async () => {
  dist = await mkdtemp(join(tmpdir(), 'dist-'));
});
afterEach(() => rm(dist, { recursive: true }));

describe('a served site', () => {
  let site: ServedSite;
  beforeEach(async () => {
    await mkdir(join(dist, 'order', 'the-onion'), { recursive: true });
    await mkdir(join(dist, '_astro'));
    await mkdir(join(dist, 'runtime', 'abc'), { recursive: true });
    await writeFile(join(dist, 'index.html'), 'home');
    await writeFile(join(dist, 'order', 'the-onion', 'index.html'), 'the onion');
    await writeFile(join(dist, '_astro', 'page.B2x.js'), '');
    await writeFile(join(dist, 'runtime', 'abc', 'pyodide.asm.wasm'), '');
    site = await serveSite({ port: 0, dist });
  });
  afterEach(() => site.close());

  const get = (path: string, headers = {}) => fetch(new URL(path, site.url), { headers });

  test('answers with its pages', async () => {
    expect(await (await get('')).text()).toBe('home');
    expect(await (await get('order/the-onion/')).text()).toBe('the onion');
  });

  test('lets a page be asked for again, and answers 304 while it is the same', async () => {
    const first = await get('');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await get('', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  test.each([
    ['_astro/page.B2x.js', 'text/javascript'],
    ['runtime/abc/pyodide.asm.wasm', 'application/wasm'],
  ])('lets %s, whose address names its content, be kept for a year', async (path, type) => {
    const { headers } = await get(path);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('content-type')).toMatch(type);
  });

  test('says which page there is not', async () => {
    const response = await get('nowhere/');
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('There is no page at /nowhere/.\n');
  });
});

test("a site's own page says that there is no such page", async () => {
  await writeFile(join(dist, 'index.html'), '');
  await writeFile(join(dist, '404.html'), 'lost?');
  const site = await serveSite({ port: 0, dist });
  try {
    const response = await fetch(`${site.url}nowhere/`);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('lost?');
  } finally {
    await site.close();
  }
});

test('a site that was not built is not served', async () => {
  await expect(serveSite({ port: 0, dist })).rejects.toMatchObject({
    name: 'UserError',
    message: `There is no built site in ${dist}. Build it: npm run build`,
  });
});

test('a port in use is named, with what to do', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, 'localhost', done));
  const { port } = other.address() as AddressInfo;
  const message = `Port ${port} is in use. Stop what uses it, or choose another: npm start -- --port ${port + 1}`;
  try {
    await expect(checkPort(port)).rejects.toMatchObject({ name: 'UserError', message });
    await writeFile(join(dist, 'index.html'), '');
    await expect(serveSite({ port, dist })).rejects.toMatchObject({ name: 'UserError', message });
  } finally {
    other.close();
  }
});

test('a port is a whole number from 0 to 65535', () => {
  expect(parsePort('8080')).toBe(8080);
  for (const text of ['', 'abc', '-1', '80.5', '65536', '1e3']) {
    expect(() => parsePort(text)).toThrow(
      `--port takes a number from 0 to 65535, not "${text}". For example: npm start -- --port 4321`,
    );
  }
});
