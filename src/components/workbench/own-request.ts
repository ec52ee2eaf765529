/** The form for a request of one's own: what was typed, and the request that it stands for. */
import type { HttpRequest } from '../../django/exchange.ts';

export interface RequestText {
  readonly method: string;
  readonly path: string;
  /** `Name: value`, one a line. */
  readonly headers: string;
  readonly body: string;
}

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

export const firstRequest: RequestText = { method: 'GET', path: '/books/', headers: '', body: '' };

export type ReadRequest =
  | { readonly ok: true; readonly request: HttpRequest }
  /** `field` is the one to correct. */
  | { readonly ok: false; readonly field: 'path' | 'headers'; readonly problem: string };

/** Makes a request of what was typed, or says what is wrong with it. A body without a type is a form's. */
export function readRequest({ method, path, headers, body }: RequestText): ReadRequest {
  const target = path.trim();
  if (!target.startsWith('/') || /\s/.test(target)) {
    return {
      ok: false,
      field: 'path',
      problem: 'A path starts with / and has no spaces, as in /books/?page=2.',
    };
  }
  const { headers: read, problem } = headersFromText(headers);
  if (problem !== null) return { ok: false, field: 'headers', problem };
  const typed = Object.keys(read).some((name) => name.toLowerCase() === 'content-type');
  const type = body !== '' && !typed ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {};
  return {
    ok: true,
    request: { method, path: target, headers: { ...read, ...type }, ...(body === '' ? {} : { body }) },
  };
}

/** `Name: value` lines. */
export function headersToText(headers: Readonly<Record<string, string>> = {}): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** Reads `Name: value` lines, empty ones left out; `problem` names the first line that is none. */
export function headersFromText(text: string): {
  readonly headers: Readonly<Record<string, string>>;
  readonly problem: string | null;
} {
  const headers: Record<string, string> = {};
  let problem: string | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/.exec(line.trim()) ?? [];
    if (name === undefined || value === undefined) {
      problem ??= `Line ${index + 1} of the headers is none: write Name: value, as in Accept: text/html.`;
    } else headers[name] = value;
  }
  return { headers, problem };
}
