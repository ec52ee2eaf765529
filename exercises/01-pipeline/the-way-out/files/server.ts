// What a WSGI server does with an application (PEP 3333), without the socket: Gunicorn, or Django's runserver. A real
// server keeps status and headers until the first chunk, so that it can still answer a bare 500 if the body
// throws before; this one passes them on at once.

/** What the server knows of a request before Django is called. */
export interface Environ {
  readonly REQUEST_METHOD: string;
  readonly PATH_INFO: string;
}

export type Header = readonly [name: string, value: string];

/** Called once, before the first chunk is asked for: `404 Not Found`, and the headers, in order. */
export type StartResponse = (status: string, headers: readonly Header[]) => void;

/** What an application gives back: the body, and a way to say that the server is done with it. */
export interface ServerIterable extends Iterable<string> {
  close?(): void;
}

export interface Application {
  call(environ: Environ, startResponse: StartResponse): ServerIterable;
}

/** Whoever sits at the other end. */
export interface Client {
  receiveHead(status: string, headers: readonly Header[]): void;
  receive(chunk: string): void;
  hasLeft(): boolean;
}

/** Serves one request. What the application or its body throws comes out of here, and the connection is cut. */
export function serve(application: Application, environ: Environ, client: Client): void {
  const result = application.call(environ, (status, headers) => client.receiveHead(status, headers));
  try {
    // No `for … of`: it would end the iterator by itself when it is left, and Python's `for` does not.
    const chunks = result[Symbol.iterator]();
    while (!client.hasLeft()) {
      const next = chunks.next();
      if (next.done) break;
      // An application answers HEAD as it answers GET; to leave out the body is for the server.
      if (environ.REQUEST_METHOD !== 'HEAD') client.receive(next.value);
    }
  } finally {
    result.close?.();
  }
}
