// Mirrors WSGIHandler.__call__ of django/core/handlers/wsgi.py
// and HttpResponseBase.close of django/http/response.py.
import type { GetResponse } from './http.ts';
import { WSGIRequest } from './request.ts';
import type { Application, Environ, ServerIterable, StartResponse } from './server.ts';

/**
 * What `wsgi.py` calls `application`. One instance serves all requests, several at a
 * time. `getResponse` is the chain of middleware with the view in its core: when it
 * returns, every layer is done.
 *
 * `call` answers one request (`__call__` in Django):
 *  1. `requestStarted` is sent, with the handler's class as sender and `{ environ }`,
 *     before there is a request object.
 *  2. `getResponse` is called once with the request. What it throws is not for here:
 *     it passes.
 *  3. `startResponse` is called once, with the status line (`404 Not Found`), all
 *     headers of the response, and after them one `Set-Cookie` for each of its cookies.
 *     No chunk of the body is made by then.
 *  4. What is returned is an iterable of the body's chunks, each made when the server
 *     asks for it, with a `close()`.
 *
 * `close()` is called by the server, whatever became of the body (in Django
 * `HttpResponseBase.close`):
 *  5. It runs the response's `resourceClosers` in order. One that throws keeps neither
 *     the others nor the server from their work: its exception is dropped.
 *  6. It leaves `resourceClosers` empty, so a second `close()` finds nothing there.
 *  7. Last of all, each time, it sends `requestFinished` with the handler's class as
 *     sender.
 *
 * The signals are in `signals.ts`, what is asked of a response in `response.ts` and
 * `cookies.ts`, the server in `server.ts`.
 */
export class WSGIHandler implements Application {
  readonly #getResponse: GetResponse;

  constructor(getResponse: GetResponse) {
    this.#getResponse = getResponse;
  }

  call(environ: Environ, startResponse: StartResponse): ServerIterable {
    // What this handler does so far: good enough for a plain page without cookies.
    const response = this.#getResponse(new WSGIRequest(environ));
    startResponse(`${response.statusCode}`, Object.entries(response.headers));
    return [response.content];
  }
}
