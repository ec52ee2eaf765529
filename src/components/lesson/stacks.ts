import { parse } from 'yaml';
import * as z from 'zod';
import { type Stack, stackSchema } from '../../stack/schema.ts';

const files = import.meta.glob<string>('/content/*/*/stacks.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** A stack of a lesson's `stacks.yaml`. Throws, and so stops the build, when there is none of that name or it is wrong. */
export function lessonStack(lesson: string, name: string): Stack {
  const path = `content/${lesson}/stacks.yaml`;
  const text = files[`/${path}`];
  if (text === undefined)
    throw new Error(`${path}: there is no such file. Describe the lesson's stacks in it, each under a name.`);
  return namedStack(text, path, name);
}

/** The stack called `name` in the YAML `text` of the file `path`. */
export function namedStack(text: string, path: string, name: string): Stack {
  const all: unknown = parse(text);
  const names = typeof all === 'object' && all !== null ? Object.keys(all) : [];
  if (!names.includes(name)) {
    throw new Error(
      `${path}: it describes no stack "${name}". Add it, or take one of: ${names.join(', ') || '(none yet)'}.`,
    );
  }
  const read = stackSchema.safeParse((all as Record<string, unknown>)[name]);
  if (!read.success) throw new Error(`${path}, ${name}: mend it:\n${z.prettifyError(read.error)}`);
  return read.data as Stack;
}

/**
 * A stack around a view that answers with a 200. A dotted path in `layers` is one of Django's middleware; any other
 * name is a layer that lets everything pass.
 */
export function passingStack(layers: readonly string[]): Stack {
  return stackSchema.parse({
    server: 'wsgi',
    middleware: layers.map((layer) =>
      layer.includes('.')
        ? { shipped: layer }
        : { own: layer, style: 'class', mode: 'sync', before: [], after: [] },
    ),
    views: [{ name: 'welcome', mode: 'sync', does: [{ do: 'answer', status: 200, body: 'Welcome.' }] }],
    routes: [{ route: 'welcome/', view: 'welcome' }],
    request: { method: 'GET', path: '/welcome/' },
  }) as Stack;
}
