import { paragraph } from '#suite/rebuild';
import { url } from './django.ts';
import { type Answered, type Layer, type Scene, type Sent, sentOf } from './scene.ts';

const inWords: Record<Layer['does'], string> = {
  update: 'UpdateCacheMiddleware',
  fetch: 'FetchFromCacheMiddleware',
  pass: 'passes the request on',
  session: 'knows the user by a cookie, and says Vary: Cookie for a page that asked for the user',
  stamp: 'sets X-Stamp on the way out',
  block: 'answers one address by itself',
};

export function stackOf({ layers, view }: Scene): string {
  const headers = Object.entries(view.headers).map(([name, value]) => `, ${name}: ${value}`);
  const core = `answers ${view.status}${headers.join('')}${view.personal ? ', with the name of the user' : ''}`;
  const rows = [...layers.map(({ name, does }) => [name, inWords[does]] as const), ['view', core] as const];
  const width = Math.max(...rows.map(([name]) => name.length));
  return paragraph(
    'The stack, outermost first',
    rows.map(([name, does]) => `${name.padEnd(width)}  ${does}`),
  );
}

/** `GET /books/` */
export const asked = (sent: Sent): string => `${sent.method} ${url(sent)}`;

/** All requests up to that one, and what came of them in the learner's chain. */
export function requestsOf(scene: Scene, answered: readonly Answered[], upTo: number): string {
  const lines = sentOf(scene).flatMap((sent, index) => {
    const meanwhile = index === scene.requests.length;
    if (index > upTo && !meanwhile) return [];
    const headers = Object.entries(sent.META).filter(([name]) => name !== 'QUERY_STRING');
    const when = meanwhile
      ? 'while the view was at work on 1'
      : sent.later > 0
        ? `${sent.later} s later`
        : '';
    const response = answered[index]?.response;
    const got = response ? `${response.status} "${response.content}"` : `${answered[index]?.returned}`;
    return [
      `${index + 1}. ${asked(sent)}${when && `, ${when}`}${headers.map(([name, value]) => `, ${name}=${value}`).join('')}`,
      `   got ${got}`,
      ...(answered[index]?.cache ?? []).map((line) => `   cache: ${line}`),
    ];
  });
  return paragraph('Sent, one after another', lines);
}

/** Two traces side by side, an arrow at the first difference. */
export function sideBySide(got: readonly string[], want: readonly string[]): string {
  const longest = Math.max(got.length, want.length);
  const first = Array.from({ length: longest }, (_, at) => at).find((at) => got[at] !== want[at]);
  const head = 'in your chain';
  const width = Math.max(head.length, ...got.map((line) => line.length)) + 4;
  const rows = Array.from(
    { length: longest },
    (_, at) => `${at === first ? '→ ' : '  '}${(got[at] ?? '–').padEnd(width)}${want[at] ?? '–'}`,
  );
  return paragraph('Trace', [`  ${head.padEnd(width)}in Django`, ...rows]);
}
