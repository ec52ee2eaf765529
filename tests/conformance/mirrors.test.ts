/** Every file of the replica says which of Django's functions it mirrors, and Django has them where it says. */
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { ensureWheels } from '../../src/django/wheels.ts';
import { root } from '../../src/sandbox/drivers/node-files.ts';

const sources = new Map<string, string>();

beforeAll(async () => {
  for (const wheel of await ensureWheels()) {
    const wanted = unzipSync(await readFile(wheel), {
      filter: ({ name }) => /^(django|asgiref)\/.*\.py$/.test(name),
    });
    for (const [path, bytes] of Object.entries(wanted)) sources.set(path, new TextDecoder().decode(bytes));
  }
});

const files = globSync('src/replica/**/*.ts', { cwd: fileURLToPath(root) })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.endsWith('.test.ts'));

test.for(files)('%s mirrors what it says', async (file) => {
  const text = await readFile(new URL(file, root), 'utf8');
  const mirrored = mirroredIn(text);
  expect(mirrored, 'begins with /** Mirrors `name` of `django/….py`').not.toEqual([]);
  expect(mirrored.filter(({ path, name }) => !defines(sources.get(path), name))).toEqual([]);
});

interface Mirrored {
  readonly name: string;
  readonly path: string;
}

/** "`a`, `b` and `c` of `django/x.py`" in the file's first comment. */
function mirroredIn(text: string): Mirrored[] {
  const [comment = ''] = /^\/\*\*[\s\S]*?\*\//.exec(text) ?? [];
  const words = comment.replace(/\n \*/g, '').replace(/\s+/g, ' ');
  if (!words.startsWith('/** Mirrors `')) return [];
  const lists = words.matchAll(/((?:`[\w.]+`(?:, | and )?)+) of `((?:django|asgiref)\/[\w/]+\.py)`/g);
  return [...lists].flatMap(([, names = '', path = '']) =>
    [...names.matchAll(/`([\w.]+)`/g)].map(([, name = '']) => ({ name, path })),
  );
}

function defines(source: string | undefined, name: string): boolean {
  return new RegExp(`^\\s*((async )?def|class) ${name}\\b|^\\s*${name}\\b.* = `, 'm').test(source ?? '');
}
