import type { Exchange, HttpRequest, HttpResponse } from '../../django/exchange.ts';
import type { Trace } from '../../trace/events.ts';
import { onlyGroups } from '../../trace/groups.ts';
import { traceLines } from '../../trace/lines.ts';
import { noteEvidence } from './context.ts';

/** What a failure shows of an exchange: what was sent, what came back, and the trace between them. */
export function exchangeEvidence(exchange: Exchange): string[] {
  noteEvidence(exchange);
  const { request, response, trace, output } = exchange;
  const evidence = [sentParagraph(request)];
  if (response !== null) evidence.push(paragraph('Came back', cameBackLines(response)));
  if (trace.length > 0) {
    const lines = traceLines(readable(trace)).map(({ depth, text }) => '  '.repeat(depth) + text);
    evidence.push(paragraph('Trace', lines));
  }
  if (output.trim() !== '') evidence.push(paragraph('Printed', output.trimEnd().split('\n')));
  return evidence;
}

/** What was sent. */
export function sentParagraph(request: HttpRequest): string {
  return paragraph('Sent', sentLines(request));
}

/** A heading and its lines, indented: one paragraph of a failure message. */
export function paragraph(heading: string, lines: readonly string[]): string {
  return [heading, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** `GET /books/` */
export function requestLine({ method, path }: HttpRequest): string {
  return `${method} ${path}`;
}

/** What somebody who looks for a mistake wants to see: no signals, no server, and a hook's call only if it did much. */
function readable(trace: Trace): Trace {
  const shown = onlyGroups(trace, ['layers', 'conversions', 'hooks', 'views', 'queries']);
  return shown.filter((event, index) => {
    const next = shown[index + 1];
    const atOnce = next?.kind === 'hook-returned' || next?.kind === 'hook-raised';
    return event.kind !== 'hook-called' || !atOnce;
  });
}

function sentLines(request: HttpRequest): string[] {
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  const cookies = Object.entries(request.cookies ?? {}).map(([name, value]) => `Cookie: ${name}=${value}`);
  return [requestLine(request), ...headers, ...cookies, ...(request.body ? [request.body] : [])];
}

function cameBackLines({ status, reason, headers }: HttpResponse): string[] {
  return [`${status} ${reason}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
}
