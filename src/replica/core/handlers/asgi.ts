/** Mirrors `ASGIHandler` of `django/core/handlers/asgi.py`, and the server around it. */
import { exceptionPath } from '../../exceptions.ts';
import { HttpRequest, type Sent } from '../../http/request.ts';
import { byteLength, contentOf, type HttpResponseBase, StreamingHttpResponse } from '../../http/response.ts';
import type { Process } from '../../process.ts';
import { type Coroutine, runToEnd, syncToAsync } from '../../sync.ts';
import { BaseHandler } from './base.ts';
import { received, type Served } from './wsgi.ts';

export class ASGIHandler extends BaseHandler {
  constructor(process: Process) {
    super(process, true);
  }

  /** `__call__`, called by a server with an event loop. */
  serve(sent: Sent): Served {
    try {
      return runToEnd(this.#handle(sent));
    } catch (thrown) {
      this.process.recorder.note({ kind: 'exception-escaped', exception: exceptionPath(thrown), at: null });
      return { response: null, escaped: exceptionPath(thrown) };
    }
  }

  /** `handle` */
  *#handle(sent: Sent): Coroutine<Served> {
    const { signals, settings, recorder } = this.process;
    yield* signals.requestStarted.asend();
    const response = yield* this.getResponseAsync(new HttpRequest(sent, settings.ALLOWED_HOSTS));
    const body = yield* this.#sendResponse(response);
    yield* syncToAsync(() => response.close(this.process), 'HttpResponseBase.close', recorder)();
    return received(response, sent, body);
  }

  /** `send_response` */
  *#sendResponse(response: HttpResponseBase): Coroutine<string> {
    const { recorder } = this.process;
    recorder.note({ kind: 'response-started', status: response.statusCode });
    try {
      const streaming = response instanceof StreamingHttpResponse;
      const chunks = streaming ? yield* response.aiterate(recorder) : null;
      const body = chunks ? [...chunks].join('') : contentOf(response);
      recorder.note({ kind: 'body-sent', bytes: byteLength(body), streaming });
      return body;
    } catch (thrown) {
      recorder.note({ kind: 'body-raised', exception: exceptionPath(thrown), at: null });
      throw thrown;
    }
  }
}
