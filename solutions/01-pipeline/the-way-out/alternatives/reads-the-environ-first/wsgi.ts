import { cookiesOf } from './cookies.ts';
import type { GetResponse, HttpResponse } from './http.ts';
import { WSGIRequest } from './request.ts';
import { chunksOf, reasonPhrase } from './response.ts';
import type { Application, Environ, Header, ServerIterable, StartResponse } from './server.ts';
import { requestFinished, requestStarted } from './signals.ts';

export class WSGIHandler implements Application {
  readonly #getResponse: GetResponse;

  constructor(getResponse: GetResponse) {
    this.#getResponse = getResponse;
  }

  call(environ: Environ, startResponse: StartResponse): ServerIterable {
    const { REQUEST_METHOD, PATH_INFO } = environ;
    if (PATH_INFO === '') throw new TypeError(`${REQUEST_METHOD} of nothing: the server gave no path.`);
    requestStarted.send(WSGIHandler, { environ });
    const response = this.#getResponse(new WSGIRequest(environ));
    const setCookies = cookiesOf(response).map((cookie): Header => ['Set-Cookie', cookie.outputString()]);
    startResponse(`${response.statusCode} ${reasonPhrase(response.statusCode)}`, [
      ...Object.entries(response.headers),
      ...setCookies,
    ]);
    return { [Symbol.iterator]: () => chunksOf(response), close: () => close(response) };
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
