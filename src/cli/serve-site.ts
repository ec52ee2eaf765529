import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { UserError } from './command.ts';

export interface ServeSite {
  /** 0 takes any free one. */
  readonly port: number;
  /** The folder of the built site. */
  readonly dist: string;
  /** The network interface to listen on; by default only this machine can reach the site. */
  readonly host?: string;
}

export interface ServedSite {
  /** With a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Addresses that change whenever their content does. */
const immutable = /^\/(_astro|runtime)\//;

/**
 * Serves the built site.
 *
 * Throws a `UserError` when there is no built site, or when the port can't be had.
 */
export async function serveSite({ port, dist, host = 'localhost' }: ServeSite): Promise<ServedSite> {
  if (!existsSync(join(dist, 'index.html'))) {
    throw new UserError(`There is no built site in ${dist}. Build it: npm run build`);
  }
  const server = createServer(staticFiles(dist));
  await listen(server, port, host);
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((done, fail) => {
        server.close((error) => (error ? fail(error) : done()));
        server.closeAllConnections();
      }),
  };
}

/** Throws the `UserError` that `serveSite` would, before a long build. */
export async function checkPort(port: number, host = 'localhost'): Promise<void> {
  const server = createServer();
  await listen(server, port, host);
  await new Promise((done) => server.close(done));
}

function staticFiles(dist: string): RequestListener {
  const notFoundFile = join(dist, '404.html');
  const notFoundPage = existsSync(notFoundFile) ? readFileSync(notFoundFile) : null;
  return sirv(dist, {
    etag: true,
    setHeaders: (response, path) => {
      const lasting = immutable.test(path);
      response.setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
    onNoMatch: (request, response) => {
      if (notFoundPage !== null) {
        response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(notFoundPage);
        return;
      }
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`There is no page at ${request.url ?? '/'}.\n`);
    },
  });
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(explain(error, port)));
    server.listen(port, host, done);
  });
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new UserError(
      `Port ${port} is in use. Stop what uses it, or choose another: npm start -- --port ${port + 1}`,
    );
  }
  if (error.code === 'EACCES') {
    return new UserError(
      `Port ${port} needs more rights than this user has. Choose another: npm start -- --port 4321`,
    );
  }
  return error;
}
