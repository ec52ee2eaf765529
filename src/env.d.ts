/// <reference types="astro/client" />
import type { SplitHandleAttributes } from './components/site/split-handle.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'split-handle': SplitHandleAttributes & preact.JSX.HTMLAttributes<HTMLElement>;
    }
  }
}

declare module 'monaco-editor/languages/definitions/python/python' {
  import type { languages } from 'monaco-editor/editor';
  export const conf: languages.LanguageConfiguration;
  export const language: languages.IMonarchLanguage;
}
