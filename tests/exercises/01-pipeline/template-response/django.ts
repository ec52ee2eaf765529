import type { CallbackData, Context, Happened, Scene, Step, TemplateData } from './scene.ts';

type Response = { content: string; by: string | null };

/**
 * What Django does with a scene: SimpleTemplateResponse of django/template/response.py.
 * `tests/lessons/01-pipeline-04-view-model-template.test.ts` plays scenes on it and on Django.
 */
export function djangoAnswers(scene: Scene): Happened {
  let lines: string[] = [];
  const own: Response = { content: '', by: null };
  const callbacks: CallbackData[] = [];
  const known = new Map<string, CallbackData>();
  let template = { ...scene.template };
  let context = scene.context;
  let rendered = false;

  const who = ({ by }: Response): string => (by === null ? 'the response' : `${by}'s response`);

  function renderedContent(): string {
    lines.push(`${template.name} is rendered with ${inWords(context)}`);
    const { breaks = 0 } = template;
    if (breaks > 0) {
      template = { ...template, breaks: breaks - 1 };
      throw new Thrown('TemplateBroken');
    }
    return filled(template, context);
  }

  function write(response: Response, content: string): void {
    response.content = content;
    if (response === own) rendered = true;
  }

  function call({ name, does }: CallbackData, given: Response): Response | null {
    lines.push(`${name} is called with ${who(given)}`);
    if (does === 'throw') throw new Thrown('CallbackFailed');
    if (does === 'replace') return { content: `${name}'s page`, by: name };
    if (does === 'append') write(given, `${given.content}+`);
    if (does === 'add') add({ name: `${name}${name}`, does: 'replace' });
    return null;
  }

  function add(callback: CallbackData): void {
    if (rendered) call(callback, own);
    else callbacks.push(callback);
  }

  function render(): Response {
    let response = own;
    if (rendered) return response;
    write(own, renderedContent());
    for (const callback of callbacks) response = call(callback, response) ?? response;
    return response;
  }

  function content(): string {
    if (!rendered) throw new Thrown('ContentNotRenderedError');
    return `"${own.content}"`;
  }

  function take(step: Step): string {
    switch (step.do) {
      case 'render': {
        const response = render();
        return `returns ${who(response)}: "${response.content}"`;
      }
      case 'read':
      case 'iterate':
        return content();
      case 'write':
        write(own, step.content);
        return 'done';
      case 'ask-rendered':
        return `${rendered}`;
      case 'ask-rendered-content':
        return `"${renderedContent()}"`;
      case 'add-callback':
        known.set(step.callback.name, step.callback);
        add(step.callback);
        return 'done';
      case 'add-again': {
        const before = known.get(step.name);
        if (before !== undefined) add(before);
        return 'done';
      }
      case 'set-context':
        context = step.context;
        return 'done';
      case 'set-template':
        template = { ...step.template };
        return 'done';
    }
  }

  const happened = [[`made with status ${scene.status}`]];
  for (const step of scene.steps) {
    lines = [];
    try {
      lines.push(take(step));
    } catch (exception) {
      if (!(exception instanceof Thrown)) throw exception;
      lines.push(`throws ${exception.message}`);
    }
    happened.push(lines);
  }
  return happened;
}

class Thrown extends Error {}

function inWords(context: Context | null): string {
  const pairs = Object.entries(context ?? {}).map(([key, value]) => `${key}=${value}`);
  return pairs.join(', ') || 'nothing';
}

function filled({ text }: TemplateData, context: Context | null): string {
  return text.replace(/\{\{ (\w+) \}\}/g, (_, key: string) => context?.[key] ?? '');
}
