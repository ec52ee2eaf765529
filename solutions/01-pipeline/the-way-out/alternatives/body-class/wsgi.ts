import { cookiesOf } from './cookies.ts';
import type { GetResponse, HttpResponse } from './http.ts';
import { WSGIRequest } from './request.ts';
import { chunksOf, reasonPhrase } from './response.ts';
import type { Application, Environ, Header, ServerIterable, StartResponse } from './server.ts';
import { requestFinished, requestStarted } from './signals.ts';

/** What the server walks through, and closes. */
class Body implements ServerIterable {
  readonly #response: HttpResponse;

  constructor(response: HttpResponse) {
    this.#response = response;
  }

  [Symbol.iterator](): Iterator<string> {
    return chunksOf(this.#response);
  }

  close(): void {
    let closer = this.#response.resourceClosers.shift();
    while (closer !== undefined) {
      try {
        closer();
      } catch {}
      closer = this.#response.resourceClosers.shift();
    }
    requestFinished.send(WSGIHandler, {});
  }
}

export class WSGIHandler implements Application {
  readonly #getResponse: GetResponse;

  constructor(getResponse: GetResponse) {
    this.#getResponse = getResponse;
  }

  call(environ: Environ, startResponse: StartResponse): ServerIterable {
    requestStarted.send(this.constructor, { environ });
    const response = this.#getResponse(new WSGIRequest(environ));
    const headers: Header[] = Object.entries(response.headers);
    for (const cookie of cookiesOf(response)) headers.push(['Set-Cookie', cookie.outputString()]);
    startResponse([response.statusCode, reasonPhrase(response.statusCode)].join(' '), headers);
    return new Body(response);
  }
}
