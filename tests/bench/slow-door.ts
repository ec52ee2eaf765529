/** A door to a server through a network of a given speed, so that a page on this machine loads as from far away. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import type { Link } from './link.ts';

export interface Network {
  /** What all connections share, from the server to the browser. */
  readonly link: Link;
  /** From the browser to the server and back, in ms. */
  readonly roundTrip: number;
}

export interface SlowDoor {
  /** The site's address through this door, with a slash at its end. */
  readonly url: string;
  /** Bytes that passed to the browser so far. */
  bytes(): number;
  close(): Promise<void>;
}

/** So small that connections which load at the same time share the link evenly. */
const PIECE = 16_384;

/** @param site the server's address */
export async function openSlowDoor(site: string, { link, roundTrip }: Network): Promise<SlowDoor> {
  const target = new URL(site);
  const sockets = new Set<Socket>();
  let passed = 0;
  const counted: Link = {
    send(bytes, now) {
      passed += bytes;
      return link.send(bytes, now);
    },
  };
  const server = createServer({ noDelay: true }, async (browser) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    for (const socket of [browser, upstream]) {
      sockets.add(socket);
      // Told by the `close` that follows.
      socket.on('error', () => undefined);
    }
    // An end travels in its turn, behind what is under way; a break doesn't.
    for (const [socket, other] of [
      [browser, upstream],
      [upstream, browser],
    ] as const) {
      socket.on('close', (broke) => {
        sockets.delete(socket);
        if (broke) other.destroy();
      });
    }
    // The handshake of a connection costs a round trip before its first byte.
    void pump(browser, upstream, { delay: roundTrip / 2, first: roundTrip });
    void pump(upstream, browser, { delay: roundTrip / 2, link: counted });
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    bytes: () => passed,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Way {
  /** How long everything is under way, in ms. */
  readonly delay: number;
  /** How much longer the first byte is, in ms. */
  readonly first?: number;
  /** Without one, bytes take no time of their own: requests are small. */
  readonly link?: Link;
}

async function pump(from: Socket, to: Socket, { delay, first = 0, link }: Way): Promise<void> {
  let arrived = after(first);
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      // A browser that has gone shall not keep the link busy.
      if (to.writableEnded || to.destroyed) break;
      for (let start = 0; start < chunk.length; start += PIECE) {
        const piece = chunk.subarray(start, start + PIECE);
        const now = performance.now();
        const through = link?.send(piece.length, now) ?? now;
        // Pieces arrive in their order, each its delay after it has passed the link.
        arrived = Promise.all([arrived, after(through - now + delay)]).then(() => void to.write(piece));
        // The next is read only when this one is through: else one connection would take the link for itself.
        if (through > now) await after(through - now);
      }
    }
    await arrived;
    to.end();
  } catch {
    // The connection broke: both ends are closed.
  }
}
