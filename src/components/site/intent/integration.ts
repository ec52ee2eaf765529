import type { AstroIntegration } from 'astro';
import type { Intent } from './client-intent.ts';

declare module 'astro' {
  interface AstroClientDirectives {
    'client:intent'?: Intent;
  }
}

/** Adds `client:intent` to Astro's directives: an island that wakes when somebody turns to it. */
export function intentDirective(): AstroIntegration {
  return {
    name: 'inside-out:intent',
    hooks: {
      'astro:config:setup': ({ addClientDirective }) =>
        addClientDirective({
          name: 'intent',
          entrypoint: new URL('./client-intent.ts', import.meta.url).pathname,
        }),
    },
  };
}
