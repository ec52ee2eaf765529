import type { FileSet } from '../../../src/sandbox/protocol.ts';

/** What the learner edits. */
export const edited = 'shop/middleware.py';

const first = 'MIDDLEWARE = [\n';

/**
 * The files of the exercise that the bench checks: the bookshop with one middleware of the learner's, outermost.
 * @param settings the base project's `bookshop/settings.py`
 * @throws {Error} when those settings have no list of middleware to put it in
 */
export function benchFiles(settings: string, middleware: string, className = 'RequestIDMiddleware'): FileSet {
  if (!settings.includes(first)) {
    throw new Error('base/django/bookshop/settings.py has no `MIDDLEWARE = [` for the bench to extend.');
  }
  return {
    'bookshop/settings.py': settings.replace(first, `${first}    "shop.middleware.${className}",\n`),
    [edited]: middleware,
  };
}
