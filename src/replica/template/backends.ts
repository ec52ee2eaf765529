/**
 * Mirrors `Template` of `django/template/backends/django.py`. Of the template language it has `{{ name }}`, with the
 * escaping of `conditional_escape` of `django/utils/html.py`, and the call of what can be called, as in `Variable` of
 * `django/template/base.py`.
 */

import type { Recorder } from '../../trace/recorder.ts';
import { exceptionPath } from '../exceptions.ts';

/** What a template may use. A function is called when the template comes to it. */
export type Context = Readonly<Record<string, string | (() => string)>>;

export interface Template {
  readonly name: string;
  readonly source: string;
}

/** `Template.render`: the text with its variables; an unknown one is empty. Lets through what a variable raises. */
export function renderTemplate({ name, source }: Template, context: Context, recorder: Recorder): string {
  recorder.note({ kind: 'render-started', template: name });
  try {
    const text = source.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, variable: string) => {
      const value = context[variable] ?? '';
      return conditionalEscape(typeof value === 'function' ? value() : value);
    });
    recorder.note({ kind: 'render-finished', template: name });
    return text;
  } catch (thrown) {
    recorder.note({ kind: 'render-raised', template: name, exception: exceptionPath(thrown), at: null });
    throw thrown;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

function conditionalEscape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
