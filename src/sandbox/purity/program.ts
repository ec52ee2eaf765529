import fc from 'fast-check';
import type { HttpRequest } from '../../django/exchange.ts';
import type { DjangoInterpreter, FileSet } from '../protocol.ts';
import { type Action, action } from './actions.ts';

/** One verb of a learner's program. */
export type Step =
  /** A view that runs `actions`. */
  | { readonly via: 'wsgi' | 'asgi'; readonly actions: readonly Action[] }
  /** `manage.py shell -c`. */
  | { readonly via: 'shell'; readonly actions: readonly Action[] }
  | { readonly via: 'manage'; readonly args: readonly string[] }
  | { readonly via: 'get'; readonly path: string };

export interface Program {
  /** What a module of the project does when it is imported, and which. */
  readonly imported: { readonly module: string; readonly actions: readonly Action[] } | null;
  readonly steps: readonly Step[];
}

const actions = fc.array(action, { minLength: 1, maxLength: 5 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ via: fc.constantFrom('wsgi', 'asgi', 'shell'), actions }), weight: 5 },
  {
    arbitrary: fc.record({
      via: fc.constant('manage' as const),
      args: fc.constantFrom(
        ['migrate', 'shop', 'zero'],
        ['flush', '--no-input'],
        ['makemigrations', 'shop', '--empty', '--name', 'left'],
        ['startapp', 'left'],
        ['dumpdata', '--output', '/tmp/dump.json'],
        ['check', '--deploy'],
        ['no_such_command'],
        ['shell', '-c', 'import sys; sys.exit(2)'],
      ),
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      via: fc.constant('get' as const),
      path: fc.constantFrom('/books/', '/books/1/', '/boom/', '/admin/login/', '/nowhere/'),
    }),
    weight: 1,
  },
);

/** Seldom: it makes the start anew of this program and of the next one slow. */
const imported: fc.Arbitrary<Program['imported']> = fc.oneof(
  { arbitrary: fc.constant(null), weight: 9 },
  {
    arbitrary: fc.record({ module: fc.constantFrom('shop/extra.py', 'bookshop/settings.py'), actions }),
    weight: 1,
  },
);

/** A learner's program that leaves the interpreter in disorder. */
export const program: fc.Arbitrary<Program> = fc.record({
  imported,
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
});

/** Starts `project` and plays a program on it. What the program does to itself is its own affair. */
export async function play(
  interpreter: DjangoInterpreter,
  project: FileSet,
  { imported, steps }: Program,
): Promise<void> {
  const verbs = [
    () => interpreter.write(imported === null ? project : { ...project, ...overlay(project, imported) }),
    ...steps.map((each) => () => perform(interpreter, each)),
  ];
  for (const verb of verbs) await verb().catch(() => undefined);
}

function perform(interpreter: DjangoInterpreter, step: Step): Promise<unknown> {
  switch (step.via) {
    case 'manage':
      return interpreter.manage(step.args);
    case 'get':
      return interpreter.request({ method: 'GET', path: step.path });
    case 'shell':
      return interpreter.manage(['shell', '--no-imports', '-c', step.actions.map(guarded).join('\n')]);
    default:
      return interpreter.request(running(step.via, step.actions));
  }
}

function running(server: 'wsgi' | 'asgi', sources: readonly Action[]): HttpRequest {
  return {
    method: 'POST',
    path: server === 'asgi' ? '/run-async/' : '/run/',
    server,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(sources),
  };
}

function overlay(project: FileSet, { module, actions }: NonNullable<Program['imported']>): FileSet {
  return { [module]: `${project[module]}\n${actions.map(guarded).join('\n')}\n` };
}

function guarded(source: Action): string {
  return `try: exec(${JSON.stringify(source)}, {"__name__": "dirt"})\nexcept Exception: pass`;
}

/** The program as a person reads it. */
export function printProgram({ imported, steps }: Program): string {
  const parts = steps.map((each) => {
    if (each.via === 'manage') return `manage.py ${each.args.join(' ')}`;
    if (each.via === 'get') return `GET ${each.path}`;
    return [
      `${each.via === 'shell' ? 'manage.py shell' : `a view, under ${each.via}`}:`,
      ...each.actions,
    ].join('\n');
  });
  if (imported !== null)
    parts.unshift([`${imported.module}, when it is imported:`, ...imported.actions].join('\n'));
  return parts.map((part) => part.replaceAll('\n', '\n    ')).join('\n');
}
