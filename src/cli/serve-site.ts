import { existsSync, readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { parseHeadersFile } from '../hosting/host-files.ts';
import { type HeaderRule, headersFor } from '../hosting/isolation.ts';
import { UserError } from './command.ts';

export interface ServeSite {
  /** 0 takes any free one. */
  readonly port: number;
  /** The folder of the built site. */
  readonly dist: string;
  /** The network interface to listen on; by default only this machine can reach the site. */
  readonly host?: string;
  /** Told of every answer that went out whole. */
  readonly log?: (sent: Sent) => void;
}

/** An answer of the site. */
export interface Sent {
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly type: string;
  /** `br` or `gzip`; null when the body went out as it is. */
  readonly coding: string | null;
  /** Of the body, as it was sent; 0 when that wasn't known beforehand. */
  readonly bytes: number;
}

export interface ServedSite {
  /** With a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Addresses that change whenever their content does. */
const immutable = /^\/(_astro|runtime)\//;

/** An address that is itself one of an archive: what unpacks it wants it as it is. */
const archive = /\.(gz|br)$/;

/**
 * Serves the built site: of a file that has compressed siblings the one that the client takes, Brotli first. Answers
 * carry the headers that the site's own `_headers` asks static hosts for.
 *
 * Throws a `UserError` when there is no built site, or when the port can't be had.
 */
export async function serveSite({
  port,
  dist,
  host = 'localhost',
  log = () => {},
}: ServeSite): Promise<ServedSite> {
  if (!existsSync(join(dist, 'index.html'))) {
    throw new UserError(`There is no built site in ${dist}. Build it: npm run build`);
  }
  const server = createServer(staticFiles(dist, log));
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

function staticFiles(dist: string, log: (sent: Sent) => void): RequestListener {
  const notFoundFile = join(dist, '404.html');
  const notFoundPage = existsSync(notFoundFile) ? readFileSync(notFoundFile) : null;
  const rules = readRules(join(dist, '_headers'));
  const send = sirv(dist, {
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders: (response, path) => {
      // Otherwise sirv has the browser unpack it.
      if (archive.test(path)) response.setHeader('content-encoding', 'identity');
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
  return (request, response) => {
    // With every answer, 304 too (RFC 9110, 15.4.5); sirv leaves it out there.
    response.setHeader('vary', 'Accept-Encoding');
    const headers = headersFor(rules, pathOf(request));
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.on('finish', () => log(sentBy(request, response)));
    send(request, response);
  };
}

function readRules(file: string): readonly HeaderRule[] {
  return existsSync(file) ? parseHeadersFile(readFileSync(file, 'utf8')) : [];
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?')[0] ?? url;
}

function sentBy(request: IncomingMessage, response: ServerResponse): Sent {
  const coding = response.getHeader('content-encoding') ?? 'identity';
  return {
    path: pathOf(request),
    status: response.statusCode,
    type: String(response.getHeader('content-type') ?? ''),
    coding: coding === 'identity' ? null : String(coding),
    bytes: Number(response.getHeader('content-length') ?? 0),
  };
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
