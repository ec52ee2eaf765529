import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { intentDirective } from './src/components/site/intent/integration.ts';
import { runtimeAssets } from './src/django/vite-assets.ts';
import { isolation } from './src/hosting/integration.ts';
import { exerciseProjects } from './src/project/vite-projects.ts';
import { amaroInBrowser } from './src/sandbox/interpreter/scenario/vite-amaro.ts';
import { shikiTheme } from './src/styles/code-theme.ts';
import { keepLazyStyles } from './src/styles/keep-lazy-styles.ts';

export default defineConfig({
  output: 'static',
  trailingSlash: 'always',
  integrations: [mdx(), preact(), intentDirective(), isolation()],
  markdown: { shikiConfig: { theme: shikiTheme } },
  devToolbar: { enabled: false },
  vite: {
    plugins: [runtimeAssets(), amaroInBrowser(), exerciseProjects(), keepLazyStyles()],
    worker: { format: 'es' },
    // What only the sandbox's workers import; found late, it would reload the page in the middle of a check.
    optimizeDeps: { include: ['fast-check', 'vitest', 'vitest/internal/browser'] },
    // Monaco is loaded on intent and weighs what it weighs; everything else is far below.
    build: { chunkSizeWarningLimit: 4000 },
  },
});
