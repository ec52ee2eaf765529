// Mirrors SimpleTemplateResponse of django/template/response.py.
import { HttpResponse } from './http.ts';
import type { Context, Template } from './template.ts';

/** Told when the page has been made. What it returns takes the place of the response that it was given. */
export type PostRenderCallback = (response: HttpResponse) => HttpResponse | null | undefined;

/** Somebody wants the page, and it has not been made. */
export class ContentNotRenderedError extends Error {
  override readonly name = 'ContentNotRenderedError';
}

export class SimpleTemplateResponse extends HttpResponse {
  /** In Django the name of a template, a list of names, or a template; here always a template. */
  templateName: Template;
  contextData: Context | null;
  #isRendered = false;
  readonly #postRenderCallbacks: PostRenderCallback[] = [];

  constructor(template: Template, context: Context | null = null, statusCode = 200) {
    super('', statusCode);
    this.templateName = template;
    this.contextData = context;
  }

  get isRendered(): boolean {
    return this.#isRendered;
  }

  get renderedContent(): string {
    return this.templateName.render(this.contextData);
  }

  addPostRenderCallback(callback: PostRenderCallback): void {
    this.#postRenderCallbacks.push(callback);
  }

  render(): HttpResponse {
    if (this.#isRendered) return this;
    this.content = this.renderedContent;
    let response: HttpResponse = this;
    for (const callback of this.#postRenderCallbacks) response = callback(response) ?? response;
    return response;
  }

  override get content(): string {
    if (!this.#isRendered) throw new ContentNotRenderedError('Render the response before you read its content.');
    return super.content;
  }

  override set content(content: string) {
    super.content = content;
    this.#isRendered = true;
  }

  [Symbol.iterator](): Iterator<string> {
    return [this.content].values();
  }
}
