/** What a lesson points at in Django's source is there, in the pinned release. The site's build looks up the same. */
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openDjangoSource } from '../../src/components/lesson/django-source.ts';
import { sourceLines } from '../../src/components/lesson/source-lines.ts';
import { lessonParts } from '../../src/course/lesson-parts.ts';
import { ensureWheels } from '../../src/django/wheels.ts';
import { root } from '../../src/sandbox/drivers/node-files.ts';

const [wheel = ''] = await ensureWheels();
const django = await openDjangoSource(pathToFileURL(`${dirname(wheel)}/`));

describe('the pinned release', () => {
  test('has the method that builds the chain, and the loop in it', () => {
    const file = 'django/core/handlers/base.py';
    const name = 'BaseHandler.load_middleware';
    const whole = sourceLines(django.read(file), { file, name });
    const loop = sourceLines(django.read(file), { file, name, part: 'reversed(settings.MIDDLEWARE)' });
    expect(whole?.first).toBeLessThan(loop?.first ?? 0);
    expect(loop?.last).toBeLessThan(whole?.last ?? 0);
  });

  test('has no file that it has not, and says how a path is written', () => {
    expect(() => django.read('core/handlers/base.py')).toThrow(
      /^Django 5\.2\.\d+ has no file core\/handlers\/base\.py\. Write its path as Django's repository does, like django\/core\/handlers\/base\.py\.$/,
    );
  });
});

test.for(globSync('content/*/*.mdx', { cwd: fileURLToPath(root) }))(
  'every place in Django’s source that %s names is there',
  async (path) => {
    const parts = lessonParts(await readFile(new URL(path.replaceAll('\\', '/'), root), 'utf8'));
    const problems = parts.flatMap(({ component, props, line }) => {
      if (component !== 'SourceLink') return [];
      const { file = '', name, part } = props;
      try {
        sourceLines(django.read(file), { file, name, part });
        return [];
      } catch (error) {
        return [`line ${line}: ${error instanceof Error ? error.message : error}`];
      }
    });
    expect(problems).toEqual([]);
  },
);
