import type { Exchange, HttpRequest } from '../../django/exchange.ts';
import type { DjangoInterpreter, FileSet } from '../protocol.ts';

const STATE: HttpRequest = { method: 'GET', path: '/state/' };

const PROBES: readonly HttpRequest[] = [
  STATE,
  { method: 'GET', path: '/books/' },
  { method: 'GET', path: '/books/1/', server: 'asgi' },
  { method: 'GET', path: '/orders/' },
  { method: 'POST', path: '/login/', body: 'username=maya&password=maya' },
  { method: 'GET', path: '/boom/' },
  { method: 'GET', path: '/nowhere/' },
];

/** What a client, an operator and the program itself can see of a site that has just been started with `project`. */
export async function probe(interpreter: DjangoInterpreter, project: FileSet): Promise<unknown[]> {
  await interpreter.write(project);
  const seen: unknown[] = [];
  for (const request of PROBES) seen.push(visible(await interpreter.request(request)));
  const { exitCode, output } = await interpreter.manage(['showmigrations']);
  return [...seen, { exitCode, output }];
}

function visible({ request, response, escaped, startUp, trace, output }: Exchange): unknown {
  const text = new TextDecoder().decode(response?.body);
  const isState = request.path === STATE.path && response?.status === 200;
  const body = isState ? JSON.parse(text) : text;
  return JSON.parse(withoutChance(JSON.stringify({ ...response, body, escaped, startUp, trace, output })));
}

/** Tokens, addresses, dates and how long a query takes differ from one run to the next. */
function withoutChance(text: string): string {
  return text
    .replaceAll(/\b[A-Za-z0-9]{64}\b/g, 'token')
    .replaceAll(/\b[A-Za-z0-9]{32}\b/g, (key) => (/^[0-9a-f]+$/.test(key) ? key : 'key'))
    .replaceAll(/\b0x[0-9a-f]{4,}\b/g, 'somewhere')
    .replaceAll(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, 'a date')
    .replaceAll(/"milliseconds":[\d.e-]+/g, '"milliseconds":0');
}

/** Where two values of plain data differ, and in what, one line each. */
export function differences(one: unknown, other: unknown, at = ''): string[] {
  if (isBranch(one) && isBranch(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].flatMap((key) => differences(one[key], other[key], `${at}.${key}`));
  }
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  return [`${at}: ${shown(one)} became ${shown(other)}`];
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 300);
}
