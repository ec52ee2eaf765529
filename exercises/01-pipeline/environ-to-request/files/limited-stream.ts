// Mirrors LimitedStream of django/core/handlers/wsgi.py.
import type { InputStream } from './environ.ts';

/** A stream that ends after `limit` bytes of another one, whatever comes after them there. */
export class LimitedStream implements InputStream {
  readonly #stream: InputStream;
  readonly #limit: number;
  #position = 0;

  constructor(stream: InputStream, limit: number) {
    this.#stream = stream;
    this.#limit = limit;
  }

  read(size = Number.POSITIVE_INFINITY): Uint8Array {
    const left = this.#limit - this.#position;
    if (left <= 0) return new Uint8Array();
    const bytes = this.#stream.read(Math.min(size, left));
    this.#position += bytes.length;
    return bytes;
  }
}
