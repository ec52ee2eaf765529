/** What is asked of the shop, generated afresh for each check. */
import fc from 'fast-check';
import { fresh } from '#suite/fresh';
import type { Asked, Chunk, Plan } from './deliver.ts';

const word = fc.stringMatching(/^[a-z]{4,9}$/);
const milliseconds = fc.integer({ min: 3, max: 900 });
/** Never plain ASCII, so that characters and bytes differ. */
const text = fc
  .tuple(fc.constantFrom('Słowacki', 'Lem ü', 'Škvorecký', 'Ödön', '村上'), fc.nat(9999), word)
  .map((parts) => `${parts.join(',')}\n`);
const chunk: fc.Arbitrary<Chunk> = fc.record({ text, takes: milliseconds });

export const chunksOf = (least: number, most = least + 2): readonly Chunk[] =>
  fresh(fc.array(chunk, { minLength: least, maxLength: most }));

/** A report that answers as `plan` says; what the plan leaves out is generated. */
export function report(
  plan: Partial<Plan>,
  { leavesAfter = null, method = 'GET', path = salesPath() }: Partial<Wish> = {},
): Asked {
  return {
    ...request(method, path),
    plan: {
      kind: 'stream',
      status: 200,
      works: fresh(milliseconds),
      chunks: chunksOf(3),
      type: 'text/csv',
      breaks: false,
      mark: fresh(word),
      ...plan,
    },
    sends: fresh(milliseconds),
    leavesAfter,
  };
}

interface Wish {
  readonly leavesAfter: number | null;
  readonly method: string;
  readonly path: string;
}

const salesPath = (): string => `/reports/sales.csv?week=${fresh(fc.integer({ min: 1, max: 99_999 }))}`;

/** The same view at another address, with another content type. */
export const elsewhere = (plan: Partial<Plan>): Asked =>
  report(
    { type: fresh(fc.constantFrom('text/plain', 'application/octet-stream', 'text/html')), ...plan },
    { path: `/exports/${fresh(word)}/` },
  );

/** As many blocks as a FileResponse reads one by one (`block_size`). */
export const blocksOf = (count: number): readonly Chunk[] =>
  Array.from({ length: count }, () => ({ text: fresh(word).padEnd(4096, '.'), takes: 0 }));

function request(method: string, path: string, headers: Readonly<Record<string, string>> = {}) {
  const visit = String(fresh(fc.integer({ min: 1, max: 999_999_999 })));
  return { visit, request: { method, path, headers: { ...headers, 'X-Visit': visit } } };
}

/** A request that the shop answers by itself. */
export function page(path: string, method = 'GET', headers: Readonly<Record<string, string>> = {}): Asked {
  return { ...request(method, path, headers), plan: null, sends: fresh(milliseconds), leavesAfter: null };
}

export const unknown = (): string => `/no-such-${fresh(word)}/`;
export const missingBook = (): string => `/books/${fresh(fc.integer({ min: 100, max: 99_999 }))}/`;
