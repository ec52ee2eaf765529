// Mirrors HttpHeaders of django/http/request.py, and CaseInsensitiveMapping, which it is one of.

/** Headers by name. They are found whatever the case, and with underscores in the place of hyphens. */
export class HttpHeaders {
  readonly #headers = new Map<string, readonly [name: string, value: string]>();

  /** @param headers pairs of a name as it is to be shown (`User-Agent`) and a value */
  constructor(headers: Iterable<readonly [name: string, value: string]>) {
    for (const [name, value] of headers) this.#headers.set(name.toLowerCase(), [name, value]);
  }

  get(name: string): string | undefined {
    return this.#headers.get(name.toLowerCase().replaceAll('_', '-'))?.[1];
  }

  /** The names, as they are shown. */
  keys(): string[] {
    return [...this.#headers.values()].map(([name]) => name);
  }
}

/** `USER-AGENT` → `User-Agent`: what Python's `str.title()` makes of it. */
export function titleCase(name: string): string {
  return name.toLowerCase().replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());
}
