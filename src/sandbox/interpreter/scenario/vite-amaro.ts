import type { Plugin } from 'vite';

/** What amaro asks of Node, said with what every browser has. */
const shims: Readonly<Record<string, string>> = {
  util: 'export const { TextDecoder, TextEncoder } = globalThis;',
  'node:buffer': `
    export const Buffer = {
      from: (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
    };`,
};
const prefix = '\0amaro-shim:';

const amaroShims = {
  name: 'inside-out:amaro-shims',
  resolveId: (id: string, importer?: string) =>
    id in shims && importer?.includes('/amaro/') ? prefix + id : null,
  load: (id: string) => (id.startsWith(prefix) ? shims[id.slice(prefix.length)] : null),
};

/** Lets `amaro`, which Node strips types with, run in a page too. */
export function amaroInBrowser(): Plugin {
  return {
    ...amaroShims,
    enforce: 'pre',
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    // In development dependencies are bundled ahead, with plugins of their own.
    config: () => ({ optimizeDeps: { include: ['amaro'], rolldownOptions: { plugins: [amaroShims] } } }),
  };
}
