import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from './link.ts';
import { openSlowDoor } from './slow-door.ts';

const body = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251);
const server = createServer((request, response) => {
  if (request.url === '/closed') response.setHeader('connection', 'close');
  response.end(body);
});
let site: string;

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  site = `http://localhost:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => void server.close());

test('what passes a slow door arrives whole, and all connections share its link', async () => {
  let passed = 0;
  const link: Link = {
    send(bytes, now) {
      passed += bytes;
      return now + 1;
    },
  };
  const door = await openSlowDoor(site, { link, roundTrip: 4 });
  const bodies = await Promise.all(
    [1, 2, 3].map(async (visit) => (await fetch(`${door.url}${visit}`)).bytes()),
  );
  expect(bodies.every((got) => Buffer.compare(got, body) === 0)).toBe(true);
  expect(passed).toBeGreaterThan(3 * body.length);
  expect(door.bytes()).toBe(passed);
  await door.close();
});

test('a connection that the server has closed still delivers what is under way', async () => {
  const door = await openSlowDoor(site, { link: { send: (_, now) => now }, roundTrip: 40 });
  const got = await (await fetch(`${door.url}closed`)).bytes();
  expect(Buffer.compare(got, body)).toBe(0);
  await door.close();
});

test('a server that is gone ends the connection', async () => {
  const door = await openSlowDoor('http://localhost:1/', { link: { send: (_, now) => now }, roundTrip: 0 });
  await expect(fetch(door.url)).rejects.toThrow('fetch failed');
  await door.close();
});
