import { expect } from 'vitest';
import type { Exchange } from '../../django/exchange.ts';
import { SandboxError } from '../outcome.ts';
import type { AnyInterpreter, FileSet } from '../protocol.ts';
import type { ContractCase } from './case.ts';
import { FORK_BOMB, MISDEEDS, type Misdeed } from './stops.ts';

const URLS = `
from django.urls import include, path
from shop import misdeed

urlpatterns = [path("misdeed/", misdeed.view), path("", include("shop.urls"))]
`;

/** What an interpreter does about code that no site survives. Hurried where it waits for its limit. */
export const STOP_CASES: readonly ContractCase[] = [
  ...MISDEEDS.map((misdeed) => ({
    title: `code that ${misdeed.title} ${endOf(misdeed)}, and the next request is answered`,
    async try(interpreter: AnyInterpreter, hurried: AnyInterpreter) {
      // To fill the memory takes a browser a while.
      const patient = misdeed.fault?.kind === 'memory' ? interpreter : hurried;
      const end = await endOfRequest(patient, projectWith(misdeed.code));
      if (misdeed.fault)
        expect(end).toMatchObject({ kind: misdeed.fault.kind, at: lineOf(misdeed.fault.at) });
      else if (misdeed.raises) expect(exceptionsOf(end)).toContain(misdeed.raises);
      else expect(end).toMatchObject({ response: { status: 200 } });
      await expectAlive(interpreter);
    },
  })),
  {
    title: 'a fork bomb of coroutines is stopped, by time or by memory, and the next request is answered',
    async try(interpreter, hurried) {
      const end = await endOfRequest(hurried, projectWith(FORK_BOMB));
      expect(['timeout', 'memory']).toContain((end as { kind?: string }).kind);
      await expectAlive(interpreter);
    },
  },
  {
    title: 'a loop in a coroutine under ASGI is stopped at its line',
    async try(interpreter, hurried) {
      const view = 'async def view(request):\n    while True: pass\n';
      const end = await endOfRequest(hurried, { 'shop/misdeed.py': view, 'bookshop/urls.py': URLS }, 'asgi');
      expect(end).toMatchObject({ kind: 'timeout', at: { file: 'shop/misdeed.py', line: 2 } });
      await expectAlive(interpreter);
    },
  },
  {
    title: 'a loop inside a transaction is stopped, and nothing of the transaction stays',
    async try(interpreter, hurried) {
      const body = [
        'from django.db import transaction',
        'from shop.models import Review',
        'with transaction.atomic():',
        '    Review.objects.all().delete()',
        '    while True: pass',
      ];
      expect(await endOfRequest(hurried, projectWith(body))).toMatchObject({ kind: 'timeout' });
      const count = 'from shop.models import Review; print(Review.objects.count() > 0)';
      expect((await interpreter.manage(['shell', '--no-imports', '-c', count])).output).toBe('True\n');
    },
  },
  {
    title: 'a loop in a generator is stopped at its line',
    async try(interpreter, hurried) {
      const body = ['def lines():', '    while True: yield 1', 'for line in lines(): pass'];
      const end = await endOfRequest(hurried, projectWith(body));
      expect(end).toMatchObject({ kind: 'timeout', at: { file: 'shop/misdeed.py' } });
      await expectAlive(interpreter);
    },
  },
  {
    title: 'a loop in an import that a request makes is stopped at its line',
    async try(interpreter, hurried) {
      const files = { ...projectWith(['import shop.endless']), 'shop/endless.py': '\nwhile True: pass\n' };
      const end = await endOfRequest(hurried, files);
      expect(end).toMatchObject({ kind: 'timeout', at: { file: 'shop/endless.py', line: 2 } });
      await expectAlive(interpreter);
    },
  },
  {
    title: 'a loop in a management command is stopped at its line',
    async try(interpreter, hurried) {
      await interpreter.write({ 'shop/misdeed.py': 'def loop():\n    while True: pass\n' });
      const args = ['shell', '--no-imports', '-c', 'from shop.misdeed import loop; loop()'];
      await expect(hurried.manage(args)).rejects.toMatchObject({
        fault: { kind: 'timeout', verb: 'manage', at: { file: 'shop/misdeed.py', line: 2 } },
      });
      await expectAlive(interpreter);
    },
  },
  {
    title: 'a loop in a module that the start imports is stopped at its line',
    async try(interpreter) {
      const models = '\nwhile True: pass\n';
      await expect(interpreter.write({ 'shop/models.py': models })).rejects.toMatchObject({
        fault: { kind: 'timeout', verb: 'write', at: { file: 'shop/models.py', line: 2 } },
      });
      await expectAlive(interpreter);
    },
  },
];

/** The base project with a view at /misdeed/ that has this body. */
function projectWith(body: readonly string[]): FileSet {
  const view = ['def view(request):', ...body.map((line) => `    ${line}`), '    return HttpResponse()'];
  const module = ['from django.http import HttpResponse', '', ...view, ''].join('\n');
  return { 'shop/misdeed.py': module, 'bookshop/urls.py': URLS };
}

/** The exchange, or the fault that came of it. */
async function endOfRequest(
  interpreter: AnyInterpreter,
  files: FileSet,
  server: 'wsgi' | 'asgi' = 'wsgi',
): Promise<unknown> {
  await interpreter.write(files);
  try {
    return await interpreter.request({ method: 'GET', path: '/misdeed/', server });
  } catch (error) {
    if (error instanceof SandboxError) return error.fault;
    throw error;
  }
}

async function expectAlive(interpreter: AnyInterpreter): Promise<void> {
  const { response } = await interpreter.request({ method: 'GET', path: '/books/' });
  expect(response?.status).toBe(200);
}

function exceptionsOf(end: unknown): string[] {
  const { trace = [] } = end as Partial<Exchange>;
  // A class of the learner's own has a dotted path.
  return trace.flatMap((event) => ('exception' in event ? (event.exception.split('.').at(-1) ?? []) : []));
}

function lineOf(text: string | null): unknown {
  return text === null ? null : { file: 'shop/misdeed.py', text };
}

function endOf({ fault, raises }: Misdeed): string {
  if (fault)
    return fault.at === null ? `is stopped (${fault.kind})` : `is stopped at its line (${fault.kind})`;
  return raises ? `ends as ${raises}` : 'does no harm';
}
