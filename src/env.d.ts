/// <reference types="astro/client" />
import type { SplitHandleAttributes } from './components/site/split-handle.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'split-handle': SplitHandleAttributes & preact.JSX.HTMLAttributes<HTMLElement>;
    }
  }
}
