// Mirrors StreamingHttpResponse and parts of HttpResponseBase of django/http/response.py.
import { HttpResponse } from './http.ts';

/** What a stream is made of. An iterable that holds something open may have a `close()`. */
export type Chunks = Iterable<string> & { close?(): void };

/** A response whose body is made while it is sent. Its chunks are text here, and bytes in Django. */
export class StreamingHttpResponse extends HttpResponse {
  readonly streaming = true;
  #iterator: Iterator<string> = [][Symbol.iterator]();

  constructor(chunks: Chunks, statusCode = 200, headers: Record<string, string> = {}) {
    super('', statusCode, headers);
    this.streamingContent = chunks;
  }

  override get content(): string {
    throw new TypeError('This StreamingHttpResponse has no content: its body is not made yet.');
  }

  /** What is left of the body: it can be walked through once. */
  get streamingContent(): Iterable<string> {
    return { [Symbol.iterator]: () => this.#iterator };
  }

  /** Puts another body in its place. What the old one holds open is closed with the response all the same. */
  set streamingContent(chunks: Chunks) {
    this.#iterator = chunks[Symbol.iterator]();
    if (typeof chunks.close === 'function') this.resourceClosers.push(() => chunks.close?.());
  }
}

/** The body of any response, chunk by chunk, each made when it is asked for: `response.__iter__`. */
export function chunksOf(response: HttpResponse): Iterator<string> {
  if (response instanceof StreamingHttpResponse) return response.streamingContent[Symbol.iterator]();
  return [response.content][Symbol.iterator]();
}

/** `OK` for 200: `response.reason_phrase`. */
export function reasonPhrase(statusCode: number): string {
  return phrases[statusCode] ?? 'Unknown Status Code';
}

const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  410: 'Gone',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};
