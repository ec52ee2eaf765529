import type { Answer, Happened, Scene, Sent, Step } from './scene.ts';

/**
 * What Django's WSGIRequest answers to a scene: WSGIRequest (django/core/handlers/wsgi.py), QueryDict and HttpHeaders
 * (django/http/request.py). `tests/lessons/01-pipeline-environ-to-request.test.ts` holds it against them.
 */
export function djangoAnswers({ sent, steps }: Scene): Happened {
  const requests = sent.map(djangoRequest);
  return {
    answers: steps.map((step) => requests[step.request]?.answer(step) ?? null),
    read: requests.map(({ read }) => ({ atFirst: 0, finally: read() })),
  };
}

interface DjangoRequest {
  answer(step: Step): Answer;
  /** How many bytes of its stream it has read. */
  read(): number;
}

function djangoRequest({ variables, input }: Sent): DjangoRequest {
  const meta = new Map(Object.entries(variables));
  const scriptName = pathText(meta.get('SCRIPT_NAME') ?? '');
  const pathInfo = pathText(meta.get('PATH_INFO') ?? '') || '/';
  meta.set('SCRIPT_NAME', scriptName);
  meta.set('PATH_INFO', pathInfo);
  const method = (variables.REQUEST_METHOD ?? '').toUpperCase();
  const path = `${scriptName.replace(/\/+$/, '')}/${pathInfo.replace('/', '')}`;
  const body = input.slice(0, Number(meta.get('CONTENT_LENGTH') || 0));
  let query: Map<string, string[]> | null = null;
  let headers: Map<string, string> | null = null;
  let read = 0;

  const values = (name: string): readonly string[] => {
    query ??= parse(meta.get('QUERY_STRING') ?? '');
    return query.get(name) ?? [];
  };
  const shown = (): Map<string, string> => {
    headers ??= headersOf(meta);
    return headers;
  };

  function answer(step: Step): Answer {
    if ('set' in step) {
      meta.set(step.set, step.to);
      return null;
    }
    switch (step.ask) {
      case 'method':
        return method;
      case 'path':
        return path;
      case 'pathInfo':
        return pathInfo;
      case 'body':
        read = body.length;
        return body;
      case 'META is the environ':
        return true;
      case 'META':
        return meta.get(step.name) ?? null;
      case 'GET.get':
        return values(step.name).at(-1) ?? null;
      case 'GET.getlist':
        return values(step.name);
      case 'headers.get':
        return [...shown()].find(([name]) => name.toLowerCase() === step.name.toLowerCase())?.[1] ?? null;
      case 'header names':
        return [...shown().keys()].sort();
    }
  }

  return { answer, read: () => read };
}

const UTF8 =
  /[^\x80-\xff]+|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;

/** `repercent_broken_unicode` (django/utils/encoding.py), then `decode`. @param written bytes, as characters */
function pathText(written: string): string {
  return written.replace(UTF8, (some) => {
    const alone = some.length === 1 && some >= '\x80';
    return alone ? `%${some.charCodeAt(0).toString(16).toUpperCase()}` : text(some);
  });
}

function parse(written: string): Map<string, string[]> {
  const query = new Map<string, string[]>();
  const valid =
    written.replace(UTF8, (some) => (some.length === 1 && some >= '\x80' ? '' : some)) === written;
  for (const pair of (valid ? text(written) : written).split('&').filter(Boolean)) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    query.set(unquote(name), [...(query.get(unquote(name)) ?? []), unquote(value)]);
  }
  return query;
}

function unquote(quoted: string): string {
  return quoted
    .replaceAll('+', ' ')
    .replace(/(%[0-9a-f]{2})+/gi, (run) =>
      text(run.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))),
    );
}

function headersOf(meta: ReadonlyMap<string, string>): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [variable, value] of meta) {
    if (!variable.startsWith('HTTP_') && variable !== 'CONTENT_TYPE' && variable !== 'CONTENT_LENGTH')
      continue;
    const words = variable
      .replace(/^HTTP_/, '')
      .toLowerCase()
      .split('_');
    headers.set(words.map((word) => word.replace(/[a-z]+/g, capital)).join('-'), value);
  }
  return headers;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Bytes, written as characters, as the text that they are in UTF-8. */
function text(written: string): string {
  const bytes = Uint8Array.from(written, (character) => character.charCodeAt(0));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
