import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toHeadersFile } from '../hosting/host-files.ts';
import { compressFolder } from './compress.ts';
import { parsePort } from './port.ts';
import { checkPort, type Sent, type ServedSite, serveSite } from './serve-site.ts';

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

  test('isolates the pages that the site’s own `_headers` names, with a 304 too, and no other', async () => {
    const isolating = {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    };
    const rules = [
      { path: '/order/the-onion/', headers: isolating },
      { path: '/_astro/*', headers: { 'cross-origin-embedder-policy': 'require-corp' } },
    ];
    await site.close();
    await writeFile(join(dist, '_headers'), toHeadersFile(rules));
    site = await serveSite({ port: 0, dist });
    const isolationOf = ({ headers }: Response) =>
      Object.fromEntries([...headers].filter(([name]) => name.startsWith('cross-origin')));
    const first = await get('order/the-onion/?boot=scratch');
    expect(isolationOf(first)).toEqual(isolating);
    const again = await get('order/the-onion/', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect(isolationOf(again)).toEqual(isolating);
    expect(isolationOf(await get('_astro/page.B2x.js'))).toEqual(rules[1]?.headers);
    expect(isolationOf(await get(''))).toEqual({});
  });

  describe('of a file with compressed siblings', () => {
    const text = 'A response travels out through every layer. '.repeat(200);
    const script = '_astro/onion.B2x.js';

    beforeEach(async () => {
      await site.close();
      for (const path of [script, 'runtime/abc/python.wasm', 'order/the-onion/index.html']) {
        await writeFile(join(dist, path), text);
      }
      await compressFolder(dist, { cache: join(dist, '..', `${basename(dist)}-cache`) });
      site = await serveSite({ port: 0, dist });
    });
    afterEach(() => rm(join(dist, '..', `${basename(dist)}-cache`), { recursive: true }));

    test.each([
      ['gzip, deflate, br, zstd', 'br'],
      ['gzip, deflate', 'gzip'],
      ['identity', null],
    ])('a client that takes %s gets %s', async (accepted, coding) => {
      const response = await get(script, { 'accept-encoding': accepted });
      expect(response.headers.get('content-encoding')).toBe(coding);
      expect(response.headers.get('vary')).toBe('Accept-Encoding');
      const sent = Number(response.headers.get('content-length'));
      if (coding === null) expect(sent).toBe(text.length);
      else expect(sent).toBeLessThan(text.length / 10);
      expect(await response.text()).toBe(text);
    });

    test.each([
      [script, /^text\/javascript/],
      ['runtime/abc/python.wasm', /^application\/wasm$/],
      ['order/the-onion/', /^text\/html/],
    ])('%s keeps its type', async (path, type) => {
      const { headers } = await get(path, { 'accept-encoding': 'br' });
      expect(headers.get('content-encoding')).toBe('br');
      expect(headers.get('content-type')).toMatch(type);
    });

    test('caching is as without them, and each coding has an ETag of its own', async () => {
      const headers = { 'accept-encoding': 'br' };
      const first = await get(script, headers);
      expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      const etag = first.headers.get('etag') ?? '';
      const again = await get(script, { ...headers, 'if-none-match': etag });
      expect([again.status, again.headers.get('vary')]).toEqual([304, 'Accept-Encoding']);
      const other = await get(script, { 'accept-encoding': 'gzip', 'if-none-match': etag });
      expect([other.status, other.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    });

    test('a part is one of what lies there, or of the sibling that is sent', async () => {
      const range = { range: 'bytes=2-9' };
      const plain = await get(script, { ...range, 'accept-encoding': 'identity' });
      expect([plain.status, await plain.text()]).toEqual([206, text.slice(2, 10)]);
      const { headers } = await fetch(new URL(script, site.url), {
        // A part of a compressed sibling can't be unpacked.
        method: 'HEAD',
        headers: { ...range, 'accept-encoding': 'br' },
      });
      const whole = (await stat(join(dist, `${script}.br`))).size;
      expect(headers.get('content-range')).toBe(`bytes 2-9/${whole}`);
    });
  });

  test('what was sent is told, with its size on the way and its coding', async () => {
    const sent: Sent[] = [];
    const logged = await serveSite({ port: 0, dist, log: (each) => sent.push(each) });
    await (await fetch(new URL('order/the-onion/?a=b', logged.url))).text();
    await (await fetch(new URL('nowhere/', logged.url))).text();
    await logged.close();
    expect(sent).toEqual([
      { path: '/order/the-onion/', status: 200, type: 'text/html;charset=utf-8', coding: null, bytes: 9 },
      { path: '/nowhere/', status: 404, type: 'text/plain; charset=utf-8', coding: null, bytes: 0 },
    ]);
  });

  test('an archive is sent as it is: the browser does not unpack it', async () => {
    const packed = gzipSync('heap');
    await writeFile(join(dist, 'runtime', 'abc', 'heap.bin.gz'), packed);
    await site.close();
    site = await serveSite({ port: 0, dist });
    const response = await get('runtime/abc/heap.bin.gz');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(packed));
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
