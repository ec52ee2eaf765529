import type * as z from 'zod/mini';

/** What a schema refuses: where, and why in words. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The issues of an error. For a union, those of the member that fits best: the one with the fewest of its own. */
export function issuesOf({ issues }: { readonly issues: readonly z.core.$ZodIssue[] }): readonly Issue[] {
  return issues.flatMap((issue) => {
    const [best, ...others] = issue.code === 'invalid_union' ? issue.errors : [];
    if (best === undefined) return [{ path: issue.path, message: issue.message }];
    const fewest = others.reduce((one, other) => (other.length < one.length ? other : one), best);
    return issuesOf({ issues: fewest }).map(({ path, message }) => ({
      path: [...issue.path, ...path],
      message,
    }));
  });
}
