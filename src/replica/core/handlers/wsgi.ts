/** Mirrors `WSGIHandler` of `django/core/handlers/wsgi.py`, and what a WSGI server does around it (PEP 3333). */
import { exceptionPath } from '../../exceptions.ts';
import { HttpRequest, type Sent } from '../../http/request.ts';
import { byteLength, contentOf, type HttpResponseBase, StreamingHttpResponse } from '../../http/response.ts';
import type { Process } from '../../process.ts';
import { BaseHandler } from './base.ts';

/** What a client received. */
export interface Received {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** How a request ended: with a response, or with an exception that left the handler. */
export type Served =
  | { readonly response: Received; readonly escaped: null }
  | { readonly response: null; readonly escaped: string };

export class WSGIHandler extends BaseHandler {
  constructor(process: Process) {
    super(process, false);
  }

  /** `__call__`, called by a server that sends the body and then closes the response. */
  serve(sent: Sent): Served {
    const { signals, settings, recorder } = this.process;
    try {
      signals.requestStarted.send();
      const response = this.getResponse(new HttpRequest(sent, settings.ALLOWED_HOSTS));
      recorder.note({ kind: 'response-started', status: response.statusCode });
      const body = this.#sendBody(response);
      response.close(this.process);
      return received(response, sent, body);
    } catch (thrown) {
      recorder.note({ kind: 'exception-escaped', exception: exceptionPath(thrown), at: null });
      return { response: null, escaped: exceptionPath(thrown) };
    }
  }

  #sendBody(response: HttpResponseBase): string {
    const { recorder } = this.process;
    try {
      const streaming = response instanceof StreamingHttpResponse;
      const body = streaming ? [...response.iterate(recorder)].join('') : contentOf(response);
      recorder.note({ kind: 'body-sent', bytes: byteLength(body), streaming });
      return body;
    } catch (thrown) {
      recorder.note({ kind: 'body-raised', exception: exceptionPath(thrown), at: null });
      // A server closes the response even then.
      response.close(this.process);
      throw thrown;
    }
  }
}

/** A server leaves the body of a response to HEAD away. */
export function received(response: HttpResponseBase, { method }: Sent, body: string): Served {
  const { statusCode: status } = response;
  return {
    response: { status, headers: response.sentHeaders(), body: method === 'HEAD' ? '' : body },
    escaped: null,
  };
}
