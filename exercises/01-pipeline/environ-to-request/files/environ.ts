// The environ of WSGI (PEP 3333), and the functions of django/core/handlers/wsgi.py that read text from it.

/** What the server calls Django with, for each request anew: variables like CGI's, and the body's stream. */
export interface Environ {
  REQUEST_METHOD: string;
  'wsgi.input': InputStream;
  /** `PATH_INFO`, `QUERY_STRING`, `REMOTE_ADDR`, `HTTP_USER_AGENT` … Any of them may be missing. */
  [variable: Uppercase<string>]: string | undefined;
}

/** The request's body, as it comes over the connection. */
export interface InputStream {
  /** The next `size` bytes; everything that is still to come, when no size is given. What was read is gone. */
  read(size?: number): Uint8Array;
}

/**
 * A variable's bytes. A WSGI server doesn't know how they are encoded, so it writes each as the character of that number
 * (Latin-1): `ł`, in UTF-8 the bytes C5 and 82, stands in the environ as two characters.
 */
export function getBytesFromWsgi(environ: Environ, key: Uppercase<string>, fallback: string): Uint8Array {
  return Uint8Array.from(environ[key] ?? fallback, (character) => character.charCodeAt(0));
}

/** The text of UTF-8 bytes. A byte that is none stays percent-encoded: a path is never refused for it. */
export function decodePath(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [0xf0, 0xe0, 0xc0].findIndex((lead) => (bytes[at] ?? 0) >= lead);
    const character = bytes.subarray(at, at + (length < 0 ? 1 : 4 - length));
    try {
      text += utf8.decode(character);
      at += character.length;
    } catch {
      text += `%${(bytes[at] ?? 0).toString(16).toUpperCase()}`;
      at += 1;
    }
  }
  return text;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
