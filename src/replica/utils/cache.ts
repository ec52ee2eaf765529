/** Mirrors `patch_vary_headers` of `django/utils/cache.py`. */
import type { HttpResponseBase } from '../http/response.ts';

/** Adds `name` to the response's `Vary`, once, whatever its case. */
export function patchVaryHeaders(response: HttpResponseBase, name: string): void {
  const vary = response.headers.get('Vary');
  const names = vary === null ? [] : vary.split(/\s*,\s*/);
  if (!names.some((present) => present.toLowerCase() === name.toLowerCase())) names.push(name);
  // A star says everything, so it stands alone.
  response.headers.set('Vary', names.includes('*') ? '*' : names.join(', '));
}
