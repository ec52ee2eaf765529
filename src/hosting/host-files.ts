/** The rules in the words of static hosts. */
import type { HeaderRule, Headers } from './isolation.ts';

/** `_headers`, which Netlify and Cloudflare Pages read from the published folder, and `npm start` too. */
export function toHeadersFile(rules: readonly HeaderRule[]): string {
  return rules.map(({ path, headers }) => `${path}\n${lines(headers, '  ', ': ')}`).join('\n');
}

/** Reads what `toHeadersFile` wrote. */
export function parseHeadersFile(text: string): readonly HeaderRule[] {
  const rules: { path: string; headers: Record<string, string> }[] = [];
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s+([^:]+):\s*(.*)$/.exec(line) ?? [];
    const rule = rules.at(-1);
    if (line.startsWith('/')) rules.push({ path: line.trim(), headers: {} });
    else if (rule && name !== undefined && value !== undefined) rule.headers[name] = value;
  }
  return rules;
}

/** `vercel.json`, for a folder that is deployed to Vercel as it is. */
export function toVercelFile(rules: readonly HeaderRule[]): string {
  const headers = rules.map(({ path, headers: each }) => ({
    source: path.replace(/\*$/, '(.*)'),
    headers: Object.entries(each).map(([key, value]) => ({ key, value })),
  }));
  return `${JSON.stringify({ trailingSlash: true, headers }, null, 2)}\n`;
}

/**
 * For nginx: maps for its `http` block, and the directives for the `server` block as a comment. By `$request_uri`: once
 * nginx has found a folder's index, `$uri` is that file's. A header whose value is empty isn't sent.
 */
export function toNginxFile(rules: readonly HeaderRule[]): string {
  const names = [...new Set(rules.flatMap(({ headers }) => Object.keys(headers)))];
  const maps = names.map((name) => {
    const found = rules.flatMap(({ path, headers }) => {
      const value = headers[name];
      return value === undefined ? [] : [`  "~${toPattern(path)}" "${value}";`];
    });
    return `map $request_uri ${toVariable(name)} {\n  default "";\n${found.join('\n')}\n}\n`;
  });
  const directives = names.map((name) => `#   add_header ${name} ${toVariable(name)} always;`);
  return [
    '# Include this file in the http block, and put these lines into the server block, and into each of its',
    '# location blocks that has an add_header of its own:',
    '#',
    ...directives,
    '',
    maps.join('\n'),
  ].join('\n');
}

function lines(headers: Headers, before: string, between: string): string {
  return Object.entries(headers)
    .map(([name, value]) => `${before}${name}${between}${value}\n`)
    .join('');
}

function toVariable(name: string): string {
  return `$${name.toLowerCase().replaceAll('-', '_')}`;
}

function toPattern(path: string): string {
  const literal = path.replace(/\*$/, '').replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return path.endsWith('*') ? `^${literal}` : `^${literal}(index\\.html)?(\\?|$)`;
}
