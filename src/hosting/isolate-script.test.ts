import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { root } from '../sandbox/drivers/node-files.ts';
import { isolatingHeaders, workerHeaders } from './isolation.ts';

const script = readFileSync(new URL('public/isolate.js', root), 'utf8');

/** What the service worker answers; null where it leaves a request to the browser. */
async function answer(request: object, response: Response): Promise<Response | null> {
  let answered: Promise<Response> | null = null;
  const listeners: Record<string, (event: object) => void> = {};
  runInNewContext(script, {
    addEventListener: (type: string, listener: (event: object) => void) => {
      listeners[type] = listener;
    },
    fetch: async () => response,
    Headers,
    Response,
  });
  listeners['fetch']?.({
    request,
    respondWith: (given: Promise<Response>) => {
      answered = given;
    },
  });
  return answered;
}

const isolationOf = (response: Response | null) =>
  Object.fromEntries([...(response?.headers ?? [])].filter(([name]) => name.startsWith('cross-origin')));
const lower = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

describe('the service worker', () => {
  it('gives a page and a worker the headers that a host would, and leaves the rest of the answer as it is', async () => {
    const sent = () => new Response('hello', { status: 203, headers: { etag: '"1"' } });
    const page = await answer({ mode: 'navigate', destination: 'document' }, sent());
    expect(isolationOf(page)).toEqual(lower(isolatingHeaders));
    expect(page?.status).toBe(203);
    expect(page?.headers.get('etag')).toBe('"1"');
    expect(await page?.text()).toBe('hello');
    const worker = await answer({ mode: 'same-origin', destination: 'worker' }, sent());
    expect(isolationOf(worker)).toEqual(lower(workerHeaders));
  });

  it('leaves everything else to the browser and its cache', async () => {
    expect(await answer({ mode: 'cors', destination: 'font' }, new Response(''))).toBeNull();
    expect(await answer({ mode: 'cors', destination: '' }, new Response(''))).toBeNull();
  });

  it('hands a redirect on, for the browser to follow', async () => {
    const redirect = Response.error();
    expect(await answer({ mode: 'navigate', destination: 'document' }, redirect)).toBe(redirect);
  });
});
