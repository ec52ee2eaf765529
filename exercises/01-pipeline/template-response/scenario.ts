// What a check runs. It makes the response that a scene describes, takes its steps one after another and writes
// down what happened. The judge reads only what is returned here.
import { HttpResponse } from './http.ts';
import type { Context, Template } from './template.ts';
import { type PostRenderCallback, SimpleTemplateResponse } from './template-response.ts';

/** `{{ title }}` in its text stands for the context's title. */
export interface TemplateData {
  readonly name: string;
  readonly text: string;
  /** How often it throws before it works. */
  readonly breaks?: number;
}

export interface CallbackData {
  readonly name: string;
  /** `append` writes the content, one character longer; `add` adds another callback to the response. */
  readonly does: 'return-nothing' | 'return-null' | 'replace' | 'append' | 'add' | 'throw';
}

export type Step =
  | { readonly do: 'render' | 'read' | 'iterate' | 'ask-rendered' | 'ask-rendered-content' }
  | { readonly do: 'write'; readonly content: string }
  | { readonly do: 'add-callback'; readonly callback: CallbackData }
  | { readonly do: 'add-again' /** The same function as before. */; readonly name: string }
  | { readonly do: 'set-context'; readonly context: Context | null }
  | { readonly do: 'set-template'; readonly template: TemplateData };

export interface Scene {
  readonly template: TemplateData;
  readonly context: Context | null;
  readonly status: number;
  readonly steps: readonly Step[];
}

/** For the making of the response, and then for each step: what happened, and last how it ended. */
export type Happened = readonly (readonly string[])[];

class TemplateBroken extends Error {
  override readonly name = 'TemplateBroken';
}

class CallbackFailed extends Error {
  override readonly name = 'CallbackFailed';
}

export function play(scene: Scene): Happened {
  let lines: string[] = [];
  let response: SimpleTemplateResponse | null = null;
  /** Whose response it is: the callbacks' own are told apart by the name of the callback. */
  const replacements = new Map<unknown, string>();

  const who = (given: unknown): string => {
    if (given !== null && given === response) return 'the response';
    const name = replacements.get(given);
    return name === undefined ? kindOf(given) : `${name}'s response`;
  };

  const templateOf = ({ name, text, breaks = 0 }: TemplateData): Template => {
    let left = breaks;
    return {
      render(context) {
        const pairs = Object.entries(context ?? {}).map(([key, value]) => `${key}=${value}`);
        lines.push(`${name} is rendered with ${pairs.join(', ') || 'nothing'}`);
        if (left > 0) {
          left -= 1;
          throw new TemplateBroken();
        }
        return text.replace(/\{\{ (\w+) \}\}/g, (_, key: string) => context?.[key] ?? '');
      },
    };
  };

  /** By name, for who adds one again. */
  const added = new Map<string, PostRenderCallback>();

  const callbackOf = ({ name, does }: CallbackData): PostRenderCallback => {
    return (given) => {
      lines.push(`${name} is called with ${who(given)}`);
      switch (does) {
        case 'return-nothing':
          return undefined;
        case 'return-null':
          return null;
        case 'replace': {
          const own = new HttpResponse(`${name}'s page`);
          replacements.set(own, name);
          return own;
        }
        case 'append':
          given.content = `${given.content}+`;
          return undefined;
        case 'add':
          response?.addPostRenderCallback(callbackOf({ name: `${name}${name}`, does: 'replace' }));
          return undefined;
        case 'throw':
          throw new CallbackFailed();
      }
    };
  };

  const take = (step: Step, of: SimpleTemplateResponse): string => {
    switch (step.do) {
      case 'render': {
        const returned = of.render();
        const content = returned instanceof HttpResponse ? `: ${quoted(returned.content)}` : '';
        return `returns ${who(returned)}${content}`;
      }
      case 'read':
        return quoted(of.content);
      case 'write':
        of.content = step.content;
        return 'done';
      case 'iterate':
        if (typeof of[Symbol.iterator] !== 'function') return 'no [Symbol.iterator] any more';
        return [...of].map(quoted).join(', ') || 'nothing';
      case 'ask-rendered':
        return `${of.isRendered}`;
      case 'ask-rendered-content':
        return quoted(of.renderedContent);
      case 'add-callback': {
        const callback = callbackOf(step.callback);
        added.set(step.callback.name, callback);
        of.addPostRenderCallback(callback);
        return 'done';
      }
      case 'add-again': {
        const callback = added.get(step.name);
        if (callback !== undefined) of.addPostRenderCallback(callback);
        return 'done';
      }
      case 'set-context':
        of.contextData = step.context;
        return 'done';
      case 'set-template':
        of.templateName = templateOf(step.template);
        return 'done';
    }
  };

  const noted = (act: () => string): readonly string[] => {
    lines = [];
    try {
      lines.push(act());
    } catch (exception) {
      // The language's own complaints are shown at their line, but for the one about half a pair of accessors.
      if (!(exception instanceof Error) || (isMistake(exception) && !isGetterOnly(exception)))
        throw exception;
      lines.push(isGetterOnly(exception) ? 'throws: content has only a getter' : `throws ${exception.name}`);
    }
    return lines;
  };

  const made = noted(() => {
    response = new SimpleTemplateResponse(templateOf(scene.template), scene.context, scene.status);
    return `made with status ${response.statusCode}`;
  });
  // Not made, nothing to take steps with.
  const of = response as SimpleTemplateResponse | null;
  if (of === null) return [made];
  return [made, ...scene.steps.map((step) => noted(() => take(step, of)))];
}

function isMistake(exception: Error): boolean {
  return [TypeError, ReferenceError, RangeError].some((mistake) => exception instanceof mistake);
}

function isGetterOnly({ message }: Error): boolean {
  return message.includes('which has only a getter');
}

function quoted(text: unknown): string {
  return typeof text === 'string' ? `"${text}"` : kindOf(text);
}

/** A value in words: `nothing`, `a function`, `an HttpResponse`. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = value.constructor?.name ?? 'object';
  return `${/^[AEIOUH]/.test(name) ? 'an' : 'a'} ${name}`;
}
