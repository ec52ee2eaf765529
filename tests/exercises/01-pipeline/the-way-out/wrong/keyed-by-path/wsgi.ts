import { cookiesOf } from './cookies.ts';
import type { GetResponse, HttpResponse } from './http.ts';
import { WSGIRequest } from './request.ts';
import { chunksOf, reasonPhrase } from './response.ts';
import type { Application, Environ, Header, ServerIterable, StartResponse } from './server.ts';
import { requestFinished, requestStarted } from './signals.ts';

export class WSGIHandler implements Application {
  readonly #getResponse: GetResponse;
  readonly #open = new Map<string, HttpResponse>();

  constructor(getResponse: GetResponse) {
    this.#getResponse = getResponse;
  }

  call(environ: Environ, startResponse: StartResponse): ServerIterable {
    requestStarted.send(WSGIHandler, { environ });
    const response = this.#getResponse(new WSGIRequest(environ));
    const setCookies = cookiesOf(response).map((cookie): Header => ['Set-Cookie', cookie.outputString()]);
    startResponse(`${response.statusCode} ${reasonPhrase(response.statusCode)}`, [
      ...Object.entries(response.headers),
      ...setCookies,
    ]);
    this.#open.set(environ.PATH_INFO, response);
    return {
      [Symbol.iterator]: () => chunksOf(response),
      close: () => {
        const open = this.#open.get(environ.PATH_INFO);
        if (open !== undefined) close(open);
      },
    };
  }
}

function close(response: HttpResponse): void {
  for (const closer of response.resourceClosers) {
    try {
      closer();
    } catch {
      // The response is out. Nobody is left to tell, and the other closers have to run.
    }
  }
  response.resourceClosers.length = 0;
  requestFinished.send(WSGIHandler);
}
