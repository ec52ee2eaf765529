/** What an own layer or a view may do, as a form has it: pure data for the page to lay out. */
import { type Action, exceptionNames } from '../../stack/schema.ts';
import type { LayerPlace } from '../../stack/template-names.ts';

export type ActionKind = Action['do'];
/** A list of actions: one of a layer's, or the view's. */
export type ActionPlace = LayerPlace | 'view';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'status' | 'lines' | 'exception';
}

interface Form {
  readonly label: string;
  readonly fields: readonly Field[];
  /** The action as it is when it is added. */
  readonly start: Action;
}

const status: Field = { name: 'status', label: 'status', kind: 'status' };
const text = (name: string, label = name): Field => ({ name, label, kind: 'text' });

export const actionForms: Readonly<Record<ActionKind, Form>> = {
  'set-header': {
    label: 'set a header',
    fields: [text('name'), text('value')],
    start: { do: 'set-header', name: 'X-Mine', value: 'yes' },
  },
  answer: {
    label: 'answer with an HttpResponse',
    fields: [status, text('body')],
    start: { do: 'answer', status: 200, body: 'Hello.' },
  },
  'answer-template': {
    label: 'answer with a TemplateResponse',
    fields: [status, text('template')],
    start: {
      do: 'answer-template',
      status: 200,
      template: '<h1>{{ title }}</h1>',
      context: { title: 'Emma' },
    },
  },
  render: {
    label: 'answer with render()',
    fields: [status, text('template')],
    start: { do: 'render', status: 200, template: '<h1>{{ title }}</h1>', context: { title: 'Emma' } },
  },
  stream: {
    label: 'answer with a StreamingHttpResponse',
    fields: [{ name: 'chunks', label: 'chunks, one a line', kind: 'lines' }],
    start: { do: 'stream', chunks: ['one', 'two'] },
  },
  raise: {
    label: 'raise',
    fields: [{ name: 'exception', label: 'exception', kind: 'exception' }],
    start: { do: 'raise', exception: 'RuntimeError' },
  },
  'return-none': { label: 'return None', fields: [], start: { do: 'return-none' } },
  'set-context': {
    label: 'set a variable of the context',
    fields: [text('name'), text('value')],
    start: { do: 'set-context', name: 'title', value: 'Persuasion' },
  },
  'set-kwarg': {
    label: "set one of the view's arguments",
    fields: [text('name'), text('value')],
    start: { do: 'set-kwarg', name: 'pk', value: '9' },
  },
  'read-session': {
    label: 'read from the session',
    fields: [text('key')],
    start: { do: 'read-session', key: 'basket' },
  },
  'write-session': {
    label: 'write to the session',
    fields: [text('key'), text('value')],
    start: { do: 'write-session', key: 'basket', value: 'Emma' },
  },
  'read-user': { label: 'read request.user', fields: [], start: { do: 'read-user' } },
  'get-token': { label: 'ask for the CSRF token', fields: [], start: { do: 'get-token' } },
};

const answers = ['answer', 'answer-template', 'render', 'stream', 'raise'] as const;
const reads = ['read-session', 'write-session', 'read-user', 'get-token'] as const;

const kinds: Readonly<Record<ActionPlace, readonly ActionKind[]>> = {
  before: [...answers, 'return-none', ...reads],
  after: ['set-header', ...answers, 'return-none', ...reads],
  process_view: [...answers, 'set-kwarg', ...reads],
  process_exception: [...answers, ...reads],
  process_template_response: ['set-context', 'set-header', ...answers, 'return-none', ...reads],
  view: [...answers, 'return-none', ...reads],
};

/** What a list may hold. A mixin's `process_request` returns None anyway. */
export function kindsAt(place: ActionPlace, style?: 'class' | 'mixin' | 'function'): readonly ActionKind[] {
  const all = kinds[place];
  return style === 'mixin' && place === 'before' ? all.filter((kind) => kind !== 'return-none') : all;
}

/** The value of a field, as the form shows it. */
export function fieldText(action: Action, { name, kind }: Field): string {
  const value = (action as Readonly<Record<string, unknown>>)[name];
  return kind === 'lines' && Array.isArray(value) ? value.join('\n') : String(value ?? '');
}

/** The action with another value in a field. What makes no sense is told by the schema. */
export function withField(action: Action, { name, kind }: Field, typed: string): Action {
  const value = kind === 'status' ? Number(typed) : kind === 'lines' ? typed.split('\n') : typed;
  return { ...action, [name]: value } as Action;
}

export const exceptions = exceptionNames;
