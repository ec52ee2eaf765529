import { paragraph } from '#suite/rebuild';
import type { Visit, Visited } from './scene.ts';

/** The request, what the chain answers, and what the client does. */
export function visitOf({ method, path, response, leavesAfter, closedTwice }: Visit): string {
  const lines = [`${method} ${path}`];
  if ('raises' in response) return paragraph('Sent', [...lines, 'getResponse throws']);
  const { status, headers, cookies, body, breaks, closers, opensLate } = response;
  lines.push(
    typeof body === 'string'
      ? `getResponse returns ${status} with the body "${body}"`
      : `getResponse returns a StreamingHttpResponse ${status} of ${body.length} chunks${breaks ? ', which then throws' : ''}`,
  );
  if (headers.length > 0)
    lines.push(`headers: ${headers.map(([name, value]) => `${name}: ${value}`).join(', ')}`);
  if (cookies.length > 0)
    lines.push(`cookies: ${cookies.map(({ key, value }) => `${key}=${value}`).join(', ')}`);
  const named = closers.map(({ name, raises }) => (raises ? `${name} (throws)` : name));
  if (named.length > 0) lines.push(`resource closers: ${named.join(', ')}`);
  if (opensLate && typeof body !== 'string' && body.length > 0)
    lines.push('making its first chunk adds a resource closer: late');
  if (leavesAfter !== null) lines.push(`the client goes away after ${leavesAfter} chunks`);
  if (closedTwice) lines.push('the server calls close() twice');
  return paragraph('Sent', lines);
}

/** Two traces side by side, an arrow at the first difference. */
export function sideBySide(got: readonly string[], want: readonly string[]): string {
  const first = firstDifference(got, want);
  const shown = Array.from({ length: Math.min(30, Math.max(got.length, want.length)) }, (_, at) => at);
  const head = 'with your handler';
  const width = Math.max(head.length, ...shown.map((at) => got[at]?.length ?? 0)) + 4;
  return paragraph('Trace', [
    `  ${head.padEnd(width)}in Django`,
    ...shown.map((at) => `${at === first ? '→ ' : '  '}${(got[at] ?? '–').padEnd(width)}${want[at] ?? '–'}`),
  ]);
}

export function firstDifference(got: readonly string[], want: readonly string[]): number {
  const longest = Math.max(got.length, want.length);
  for (let at = 0; at < longest; at += 1) if (got[at] !== want[at]) return at;
  return -1;
}

export function cameBack({ head, body, escaped }: Visited): string {
  const end = escaped === null ? [] : [`and then the connection is cut: ${escaped}`];
  if (head === null) return paragraph('The client received', ['nothing', ...end]);
  const headers = head.headers.map(([name, value]) => `${name}: ${value}`);
  return paragraph('The client received', [head.status, ...headers, ...body, ...end]);
}
