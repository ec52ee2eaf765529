/// <reference types="astro/client" />
import type { SplitHandleAttributes } from './components/site/split-handle.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'split-handle': SplitHandleAttributes & preact.JSX.HTMLAttributes<HTMLElement>;
    }
  }
}

declare global {
  namespace App {
    interface Locals {
      /** The id of the lesson whose page is being made. */
      lesson?: string;
    }
  }
}
