// Mirrors SimpleTemplateResponse of django/template/response.py.
import { HttpResponse } from './http.ts';
import type { Context, Template } from './template.ts';

/** Told when the page has been made. What it returns takes the place of the response that it was given. */
export type PostRenderCallback = (response: HttpResponse) => HttpResponse | null | undefined;

/** Somebody wants the page, and it has not been made. */
export class ContentNotRenderedError extends Error {
  override readonly name = 'ContentNotRenderedError';
}

/**
 * A response that knows its template and its context, and makes its page later: the handler calls `render()` when all
 * hooks have seen the response.
 *
 *  1. Making the response renders nothing. Until it is rendered, `templateName` and `contextData` may be changed.
 *  2. `renderedContent` is the page of the template and the context as they are now, made afresh each time it is asked for.
 *     It changes nothing: neither `content` nor `isRendered`.
 *  3. `render()` makes `renderedContent` the content. Then it calls the callbacks in the order in which they were added.
 *     The first one gets this response, and each one after it what the one before has returned; for a callback that
 *     returns nothing (`undefined` or `null`), that is what it was given. `render()` returns what is left in the end.
 *  4. A response that is rendered already stays as it is: `render()` calls nobody and returns this response.
 *  5. `addPostRenderCallback` keeps the callback for later, or calls it at once if the response is rendered already.
 *  6. Writing `content` makes the response a rendered one, whoever writes it. Reading it, or iterating over the response,
 *     throws a `ContentNotRenderedError` until then; afterwards the content comes as one piece.
 *  7. Whatever a template or a callback throws goes on to whoever called. A page that could not be made leaves
 *     the response as it was, not rendered.
 */
export class SimpleTemplateResponse extends HttpResponse {
  templateName: Template;
  contextData: Context | null;
  #rendered = false;
  #callbacks: PostRenderCallback[] = [];

  constructor(template: Template, context: Context | null = null, statusCode = 200) {
    super('', statusCode);
    this.templateName = template;
    this.contextData = context;
  }

  get isRendered(): boolean {
    return this.#rendered;
  }

  get renderedContent(): string {
    return this.templateName.render(this.contextData);
  }

  addPostRenderCallback(callback: PostRenderCallback): void {
    if (this.#rendered) callback(this);
    else this.#callbacks.push(callback);
  }

  render(): HttpResponse {
    if (this.#rendered) return this;
    this.content = this.renderedContent;
    let soFar: HttpResponse = this;
    for (const callback of this.#callbacks) soFar = callback(soFar) ?? soFar;
    return soFar;
  }

  override get content(): string {
    if (!this.#rendered) throw new ContentNotRenderedError('render first');
    return super.content;
  }

  override set content(content: string) {
    super.content = content;
    this.#rendered = true;
  }

}
