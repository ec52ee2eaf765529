import { answer, does, layer, type NamedCase, render, setHeader, stack, template } from './build.ts';

const Handler = layer('Handler', { process_exception: [answer(503)] });

/** process_template_response, and when a template is rendered. */
export const templateHooks: readonly NamedCase[] = [
  {
    title: 'process_template_response runs from bottom to top, before the template is rendered',
    facts: '§2.4, 18, 36, 89, P1.tr',
    stack: stack({
      middleware: [
        layer('A', { process_template_response: [] }),
        layer('B', { process_template_response: [] }),
        layer('C', { process_template_response: [] }),
      ],
      view: does(template()),
    }),
    sees: {
      story: [
        'A in',
        'B in',
        'C in',
        'view',
        'C process_template_response',
        'B process_template_response',
        'A process_template_response',
        'C out 200',
        'B out 200',
        'A out 200',
      ],
      order: [
        'view-called',
        'view-returned',
        'hook-called',
        'hook-returned',
        'hook-called',
        'hook-returned',
        'hook-called',
        'hook-returned',
        'render-started',
        'render-finished',
        'layer-left',
        'layer-left',
        'layer-left',
      ],
    },
  },
  {
    title: 'render() renders inside the view, and no process_template_response runs',
    facts: '§2.4, 18, P1.render, B26',
    stack: stack({
      middleware: [
        layer('Adds', {
          process_template_response: [{ do: 'set-context', name: 'who', value: 'middleware' }],
        }),
      ],
      view: does(render({ who: 'view' }, '{{ who }}')),
    }),
    sees: {
      body: 'view',
      story: ['Adds in', 'view', 'Adds out 200'],
      order: ['view-called', 'render-started', 'render-finished', 'view-returned'],
    },
  },
  {
    title: 'process_template_response can change the context of a TemplateResponse',
    facts: '§2.4, §3.6, B26',
    stack: stack({
      middleware: [
        layer('Adds', {
          process_template_response: [{ do: 'set-context', name: 'who', value: 'middleware' }],
        }),
      ],
      view: does(template({ who: 'view' }, '{{ who }}')),
    }),
    sees: { body: 'middleware' },
  },
  {
    title: 'a process_template_response that returns None is a ValueError of the core',
    facts: '§2.4, 89, X6b',
    stack: stack({
      middleware: [Handler, layer('Forgets', { process_template_response: [{ do: 'return-none' }] })],
      view: does(template()),
    }),
    sees: {
      status: 500,
      story: [
        'Handler in',
        'Forgets in',
        'view',
        'Forgets process_template_response',
        'Forgets process_template_response → None',
        'ValueError became 500 at the core',
        'Forgets out 500',
        'Handler out 500',
      ],
    },
  },
  {
    title: 'a TemplateResponse of process_view passes the template hooks of every layer and is rendered',
    facts: '§2.3, 81, H3c',
    stack: stack({
      middleware: [
        layer('A', { process_template_response: [] }),
        layer('PVTR', { process_view: [template({}, 'early')] }),
        layer('B', { process_template_response: [] }),
      ],
    }),
    sees: {
      body: 'early',
      story: [
        'A in',
        'PVTR in',
        'B in',
        'PVTR process_view',
        'PVTR process_view → 200',
        'B process_template_response',
        'A process_template_response',
        'B out 200',
        'PVTR out 200',
        'A out 200',
      ],
    },
  },
  {
    title: 'nobody renders a TemplateResponse that a layer returns by itself',
    facts: '60, X9b',
    stack: stack({ middleware: [layer('Answers', { before: [template()] })] }),
    sees: { status: null, escaped: 'django.template.response.ContentNotRenderedError' },
  },
  {
    title: 'a layer listed below an answering process_view works on that answer',
    facts: '§2.6, H3',
    stack: stack({
      middleware: [
        layer('A', { process_view: [answer(202)] }),
        layer('B', { after: [setHeader('X-B', 'seen')] }),
      ],
    }),
    sees: { status: 202, headers: { 'X-B': 'seen' } },
  },
];
