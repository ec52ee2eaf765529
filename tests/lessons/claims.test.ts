/** `docs/claims.md` says where the course answers what people say: each place must be there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const docs = new URL('../../docs/', import.meta.url);
const rows = readFileSync(new URL('claims.md', docs), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number = '', verdict = '', lesson = '', place = ''] =
      /^\| (\d+) +\| .+ \| (\S+) +\| \[[^\]]+\]\(([^)]+)\): (.+?) +\|$/.exec(line) ?? [];
    return number === '' ? [] : [{ number: Number(number), verdict, lesson, place }];
  });

test('each row of the table is read, once and in order', () => {
  const lines = readFileSync(new URL('claims.md', docs), 'utf8').match(/^\| \d/gm) ?? [];
  expect(rows).toHaveLength(lines.length);
  const numbers = rows.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
});

test.for(rows)('claim $number is answered in $lesson', ({ verdict, lesson, place }) => {
  expect(['true', 'partly', 'false', 'opinion']).toContain(verdict);
  const file = new URL(lesson, docs);
  expect(existsSync(file), `${lesson} is gone: correct docs/claims.md`).toBe(true);
  const named = [...readFileSync(file, 'utf8').matchAll(/^#{2,3} (.+)$|<Myth claim="([^"]+)"/gm)].map(
    ([, heading, myth]) => heading ?? myth ?? '',
  );
  expect(
    named.some((each) => each.startsWith(place)),
    `no heading and no myth of ${lesson} begins with "${place}"`,
  ).toBe(true);
});
