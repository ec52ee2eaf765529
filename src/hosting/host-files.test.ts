import { expect, test } from 'vitest';
import { parseHeadersFile, toHeadersFile, toNginxFile, toVercelFile } from './host-files.ts';
import { isolatingHeaders, workerHeaders } from './isolation.ts';

const rules = [
  { path: '/order/the-onion/compose-the-onion/', headers: isolatingHeaders },
  { path: '/_astro/*', headers: workerHeaders },
];

test('Netlify and Cloudflare Pages get one block for each rule', () => {
  expect(toHeadersFile(rules)).toBe(`/order/the-onion/compose-the-onion/
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Embedder-Policy: require-corp

/_astro/*
  Cross-Origin-Embedder-Policy: require-corp
`);
});

test('the preview reads the same rules from it', () => {
  expect(parseHeadersFile(toHeadersFile(rules))).toEqual(rules);
  expect(parseHeadersFile('')).toEqual([]);
});

test('Vercel gets its patterns, and the slash at the end of every address', () => {
  const { trailingSlash, headers } = JSON.parse(toVercelFile(rules));
  expect(trailingSlash).toBe(true);
  expect(headers).toEqual([
    {
      source: '/order/the-onion/compose-the-onion/',
      headers: [
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
      ],
    },
    { source: '/_astro/(.*)', headers: [{ key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' }] },
  ]);
});

test('nginx gets a map for each header, and is told where its directives go', () => {
  expect(
    toNginxFile(rules),
  ).toBe(String.raw`# Include this file in the http block, and put these lines into the server block, and into each of its
# location blocks that has an add_header of its own:
#
#   add_header Cross-Origin-Opener-Policy $cross_origin_opener_policy always;
#   add_header Cross-Origin-Embedder-Policy $cross_origin_embedder_policy always;

map $request_uri $cross_origin_opener_policy {
  default "";
  "~^/order/the-onion/compose-the-onion/(index\.html)?(\?|$)" "same-origin";
}

map $request_uri $cross_origin_embedder_policy {
  default "";
  "~^/order/the-onion/compose-the-onion/(index\.html)?(\?|$)" "require-corp";
  "~^/_astro/" "require-corp";
}
`);
});
