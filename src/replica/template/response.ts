/**
 * Mirrors `SimpleTemplateResponse` and `TemplateResponse` of `django/template/response.py`: a response that waits
 * to be rendered.
 */

import type { Recorder } from '../../trace/recorder.ts';
import { ContentNotRenderedError } from '../exceptions.ts';
import { HttpResponse } from '../http/response.ts';
import { type Context, renderTemplate, type Template } from './backends.ts';

/** `TemplateResponse`: until the handler renders it, hooks may change its template and its context. */
export class TemplateResponse extends HttpResponse {
  contextData: Context;
  readonly template: Template;
  readonly #recorder: Recorder;
  #isRendered = false;

  constructor(template: Template, context: Context, status: number, recorder: Recorder) {
    super('', status);
    this.template = template;
    this.contextData = context;
    this.#recorder = recorder;
  }

  get isRendered(): boolean {
    return this.#isRendered;
  }

  /** Does nothing the second time. Lets through what the template raises. */
  render(): this {
    if (!this.#isRendered) this.content = renderTemplate(this.template, this.contextData, this.#recorder);
    return this;
  }

  /** @throws {ContentNotRenderedError} before it is rendered */
  override get content(): string {
    if (!this.#isRendered) throw new ContentNotRenderedError('not rendered yet');
    return super.content;
  }

  override set content(content: string) {
    super.content = content;
    this.#isRendered = true;
  }
}
