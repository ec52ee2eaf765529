/**
 * Which answers of the site carry cross-origin isolation: it is what a WebContainer's shared memory asks for, and
 * everything else does without. Dev server, preview and the files for static hosts all follow these rules.
 */
import type { Course } from '../course/catalog.ts';
import type { SitePolicy } from './site-policy.ts';

export type Headers = Readonly<Record<string, string>>;

/** What the answers at `path` carry; a `*` at its end stands for any rest. */
export interface HeaderRule {
  readonly path: string;
  readonly headers: Headers;
}

const embedder: Headers = { 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** For an isolated page: https://developer.mozilla.org/docs/Web/API/Window/crossOriginIsolated */
export const isolatingHeaders: Headers = { 'Cross-Origin-Opener-Policy': 'same-origin', ...embedder };

/** For a worker's script: an isolated page may run no worker whose own policy is laxer. */
export const workerHeaders = embedder;

/** Where the build puts every script, those of workers among them. */
export const SCRIPTS_FOLDER = '/_astro/';

/** The rules of a site: the exercise pages of the Rebuild track, and the scripts of their workers. None without a WebContainer. */
export function isolationRules(course: Course, policy: SitePolicy): readonly HeaderRule[] {
  if (policy === 'off') return [];
  const pages = course.lessons
    .flatMap(({ exercises }) => exercises)
    .filter(({ track }) => track === 'rebuild')
    .map(({ url }) => ({ path: url, headers: isolatingHeaders }));
  return pages.length === 0 ? [] : [...pages, { path: `${SCRIPTS_FOLDER}*`, headers: workerHeaders }];
}

/** What the answer at an address carries. A page's own file, `…/index.html`, is the page. @param path without a query */
export function headersFor(rules: readonly HeaderRule[], path: string): Headers {
  const page = path.replace(/\/index\.html$/, '/');
  const found = rules.filter((rule) =>
    rule.path.endsWith('*') ? page.startsWith(rule.path.slice(0, -1)) : page === rule.path,
  );
  return Object.assign({}, ...found.map(({ headers }) => headers));
}
