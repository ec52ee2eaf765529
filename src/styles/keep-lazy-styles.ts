import type { Plugin } from 'vite';

/**
 * Keeps style sheets of modules that only scripts load later, Monaco's among them. Astro drops every style sheet that
 * no page links to, unless a chunk counts it among its assets: so let the chunks that import one do so.
 */
export function keepLazyStyles(): Plugin {
  return {
    name: 'inside-out:keep-lazy-styles',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle: {
      order: 'pre',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          for (const sheet of chunk.viteMetadata?.importedCss ?? [])
            chunk.viteMetadata?.importedAssets.add(sheet);
        }
      },
    },
  };
}
