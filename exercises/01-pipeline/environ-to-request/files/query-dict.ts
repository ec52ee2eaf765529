// Mirrors QueryDict of django/http/request.py, without what changes one.

/** What stands behind the question mark: each name with all its values, in their order. */
export class QueryDict {
  readonly #lists = new Map<string, string[]>();

  /** @param queryString as it was sent, still percent-encoded: its bytes, or the text of them */
  constructor(queryString: Uint8Array | string = '') {
    const text = typeof queryString === 'string' ? queryString : decode(queryString);
    // The `&` keeps a question mark at the beginning, which URLSearchParams would leave out.
    for (const [key, value] of new URLSearchParams(`&${text}`)) {
      this.#lists.set(key, [...this.getlist(key), value]);
    }
  }

  /** The last value of that name. */
  get(key: string): string | undefined {
    return this.#lists.get(key)?.at(-1);
  }

  /** All values of that name; an empty list when there are none. */
  getlist(key: string): readonly string[] {
    return this.#lists.get(key) ?? [];
  }

  keys(): string[] {
    return [...this.#lists.keys()];
  }
}

/** UTF-8, or Latin-1 where it isn't: some clients don't percent-encode what they should. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}
