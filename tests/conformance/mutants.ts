import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder, repositoryFolder } from '../../src/django/cache.ts';
import type { Replica } from './generated.ts';

/** One rule of the replica, broken. */
export interface Mutant {
  /** What the broken replica does. */
  readonly title: string;
  /** Below `src/replica/`. */
  readonly file: string;
  readonly sound: string;
  readonly broken: string;
}

const base = 'core/handlers/base.ts';
const mixin = 'utils/deprecation.ts';

export const mutants: readonly Mutant[] = [
  {
    title: 'process_exception runs in the order of the list',
    file: base,
    sound: 'this.#exceptionMiddleware.push(',
    broken: 'this.#exceptionMiddleware.unshift(',
  },
  {
    title: 'process_view runs against the order of the list',
    file: base,
    sound: 'this.#viewMiddleware.unshift(',
    broken: 'this.#viewMiddleware.push(',
  },
  {
    title: 'process_template_response runs in the order of the list',
    file: base,
    sound: 'this.#templateResponseMiddleware.push(',
    broken: 'this.#templateResponseMiddleware.unshift(',
  },
  {
    title: 'an answer of process_view does not spare the hooks after it',
    file: base,
    sound: 'if (response) break;',
    broken: '',
  },
  {
    title: 'the outer layer decides in which mode it runs',
    file: base,
    sound: '!handlerIsAsync && syncCapable ? false : asyncCapable',
    broken: 'asyncCapable',
  },
  {
    title: 'a mixin that answers in process_request skips its own process_response',
    file: mixin,
    sound: 'let response: Answer = onRequest?.(request) ?? null;',
    broken: 'let response: Answer = onRequest?.(request) ?? null;\n    if (response) return response;',
  },
  {
    title: 'a BadRequest is a server error',
    file: 'core/handlers/exception.ts',
    sound: 'exception instanceof BadRequest || ',
    broken: '',
  },
  {
    title: 'a session is saved with a server error',
    file: 'contrib/sessions/middleware.ts',
    sound: 'if (response.statusCode < 500)',
    broken: 'if (response.statusCode < 600)',
  },
  {
    title: 'the CSRF check refuses a view that is exempt',
    file: 'middleware/csrf.ts',
    sound: ' || view?.csrfExempt',
    broken: '',
  },
  {
    title: 'X-Frame-Options is written over',
    file: 'middleware/clickjacking.ts',
    sound: '.headers.setDefault(',
    broken: '.headers.set(',
  },
];

/**
 * Plays stacks on a replica with one rule broken: a copy of the sources, changed in one place.
 * @throws {Error} when the sound code isn't there, just once
 */
export async function withMutant<Value>(
  { title, file, sound, broken }: Mutant,
  use: (replica: Replica) => Value,
): Promise<Value> {
  const folder = join(cacheFolder, 'mutants', crypto.randomUUID());
  try {
    await cp(join(repositoryFolder, 'src'), join(folder, 'src'), {
      recursive: true,
      filter: (source) => !source.endsWith('.test.ts') && isPartOfIt(source),
    });
    const path = join(folder, 'src/replica', file);
    const text = await readFile(path, 'utf8');
    if (text.split(sound).length !== 2) {
      throw new Error(`"${title}": src/replica/${file} must hold this once: ${sound}`);
    }
    await writeFile(path, text.replace(sound, broken));
    const module: unknown = await import(pathToFileURL(join(folder, 'src/stack/run.ts')).href);
    return use((module as { readonly runStack: Replica }).runStack);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const parts = ['replica', 'stack', 'trace'].map((part) => join(repositoryFolder, 'src', part));

function isPartOfIt(source: string): boolean {
  return source === join(repositoryFolder, 'src') || parts.some((part) => source.startsWith(part));
}
