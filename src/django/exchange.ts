import type { SourceLine, TraceEvent } from '../trace/events.ts';

/** A request as a client sends it. Header names are case-insensitive, as in HTTP. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query string, `/books/?page=2`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The protocol that Django is called by, and with it the handler; `wsgi` unless told. */
  readonly server?: 'wsgi' | 'asgi';
}

/** A response as a client receives it: headers in the order in which Django sent them, repeated ones kept. */
export interface HttpResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The raw bytes, after the server has consumed a streaming body. */
  readonly body: Uint8Array;
}

/** An exception raised by Python, or a file of the learner's that Python refused. */
export interface PythonError {
  /** The exception's class, `SyntaxError` or `django.core.exceptions.ImproperlyConfigured`. */
  readonly exception: string;
  readonly message: string;
  /** The innermost line of the learner's project that was running. */
  readonly at: SourceLine | null;
  /** Python's own traceback, the learner's frames and Django's. */
  readonly traceback: string;
}

/** A request, what came back, and everything that happened in between. */
export interface Exchange {
  readonly request: HttpRequest;
  /** Null when an exception escaped Django's handler: a server would then answer by itself or drop the connection. */
  readonly response: HttpResponse | null;
  readonly escaped: PythonError | null;
  /** What building the handler did, before its first request: the last entry of MIDDLEWARE first. */
  readonly startUp: readonly TraceEvent[];
  readonly trace: readonly TraceEvent[];
  /** What the site wrote to stdout, stderr and its logs meanwhile, capped. */
  readonly output: string;
}

/** What `manage.py <args>` printed, and how it ended. */
export interface ManageOutput {
  readonly exitCode: number;
  readonly output: string;
}
