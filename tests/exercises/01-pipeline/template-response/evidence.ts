import type { CallbackData, Context, Scene, Step, TemplateData } from './scene.ts';

const callbackDoes: Record<CallbackData['does'], string> = {
  'return-nothing': 'returns nothing',
  'return-null': 'returns null',
  replace: 'returns a response of its own',
  append: 'writes "+" behind the content',
  add: 'adds another callback to the response',
  throw: 'throws CallbackFailed',
};

export function stepInWords(step: Step): string {
  switch (step.do) {
    case 'render':
      return 'render()';
    case 'read':
      return 'content, read';
    case 'iterate':
      return '[...response]';
    case 'ask-rendered':
      return 'isRendered';
    case 'ask-rendered-content':
      return 'renderedContent';
    case 'write':
      return `content = "${step.content}"`;
    case 'add-callback':
      return `addPostRenderCallback(${step.callback.name}), which ${callbackDoes[step.callback.does]}`;
    case 'add-again':
      return `addPostRenderCallback(${step.name}), the same function again`;
    case 'set-context':
      return `contextData = ${contextInWords(step.context)}`;
    case 'set-template':
      return `templateName = ${oneTemplate(step.template)}`;
  }
}

export function templateInWords({ template, context, status }: Scene): string {
  return `${oneTemplate(template)}, context ${contextInWords(context)}, status ${status}`;
}

function oneTemplate({ name, text, breaks = 0 }: TemplateData): string {
  return `the template ${name}: "${text}"${breaks > 0 ? ', which throws the first time' : ''}`;
}

function contextInWords(context: Context | null): string {
  if (context === null) return 'null';
  return `{ ${Object.entries(context)
    .map(([key, value]) => `${key}: '${value}'`)
    .join(', ')} }`;
}
