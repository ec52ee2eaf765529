import { A, answer, does, layer, type NamedCase, raise, stack, template, watching } from './build.ts';

const Handler = layer('Handler', { process_exception: [answer(503)] });

/** What process_exception sees, and what comes of its answer. */
export const exceptionHooks: readonly NamedCase[] = [
  {
    title: 'what a view raises goes through process_exception from bottom to top',
    facts: '§2.5, 21, 36, 88, X1',
    stack: stack({ middleware: [watching('A'), watching('B')], view: does(raise()) }),
    sees: {
      story: [
        'A in',
        'B in',
        'A process_view',
        'B process_view',
        'view',
        'view raises RuntimeError',
        'B process_exception',
        'A process_exception',
        'RuntimeError became 500 at the core',
        'B out 500',
        'A out 500',
      ],
    },
  },
  {
    title: 'the first process_exception that answers spares the hooks above it',
    facts: '§2.5, 87, X2',
    stack: stack({
      middleware: [layer('A', { process_exception: [] }), Handler, layer('B', { process_exception: [] })],
      view: does(raise()),
    }),
    sees: {
      story: [
        'A in',
        'Handler in',
        'B in',
        'view',
        'view raises RuntimeError',
        'B process_exception',
        'Handler process_exception',
        'Handler process_exception → 503',
        'B out 503',
        'Handler out 503',
        'A out 503',
      ],
    },
  },
  {
    title: 'an exception that a hook answers never reaches got_request_exception',
    facts: '§2.5, 87, X16b',
    stack: stack({ middleware: [Handler], view: does(raise()) }),
    sees: { signals: ['request_started', 'request_finished'], status: 503 },
  },
  {
    title: 'process_exception does not see what an inner layer raises on its way in',
    facts: '§2.5, 59, 86, X3, B9',
    stack: stack({ middleware: [Handler, layer('RaisesIn', { before: [raise()] })] }),
    sees: {
      story: [
        'Handler in',
        'RaisesIn in',
        'RaisesIn raises RuntimeError',
        'RuntimeError became 500 at RaisesIn',
        'Handler out 500',
      ],
    },
  },
  {
    title: 'process_exception does not see what a layer raises on its way out',
    facts: '§2.5, 59, 86, X4',
    stack: stack({ middleware: [Handler, layer('RaisesOut', { after: [raise('ValueError')] })] }),
    sees: {
      story: [
        'Handler in',
        'RaisesOut in',
        'view',
        'RaisesOut raises ValueError',
        'ValueError became 500 at RaisesOut',
        'Handler out 500',
      ],
    },
  },
  {
    title: 'process_exception does not see what process_view raises',
    facts: '§2.3, 86, X5',
    stack: stack({ middleware: [Handler, layer('B', { process_view: [raise()] })] }),
    sees: {
      story: [
        'Handler in',
        'B in',
        'B process_view',
        'B process_view raises RuntimeError',
        'RuntimeError became 500 at the core',
        'B out 500',
        'Handler out 500',
      ],
    },
  },
  {
    title: 'process_exception does not see what process_template_response raises',
    facts: '§2.4, 86, X6',
    stack: stack({
      middleware: [Handler, layer('B', { process_template_response: [raise()] })],
      view: does(template()),
    }),
    sees: {
      story: [
        'Handler in',
        'B in',
        'view',
        'B process_template_response',
        'B process_template_response raises RuntimeError',
        'RuntimeError became 500 at the core',
        'B out 500',
        'Handler out 500',
      ],
    },
  },
  {
    title: 'process_exception sees what a TemplateResponse raises when it is rendered',
    facts: '§2.5, 86, X8',
    stack: stack({ middleware: [A, Handler], view: does(template({}, 'plain', 'ValueError')) }),
    sees: {
      story: [
        'A in',
        'Handler in',
        'view',
        'Handler process_exception',
        'Handler process_exception → 503',
        'Handler out 503',
        'A out 503',
      ],
    },
  },
  {
    title: 'process_exception sees an Http404 that a view raises',
    facts: '§2.5, 86, X14',
    stack: stack({ middleware: [Handler], view: does(raise('Http404')) }),
    sees: { status: 503 },
  },
  {
    title: 'process_exception does not see the 404 of an unknown URL',
    facts: '§2.5, 86, X14b',
    stack: stack({ middleware: [Handler], request: { method: 'GET', path: '/nope/' } }),
    sees: { status: 404, story: ['Handler in', 'Resolver404 became 404 at the core', 'Handler out 404'] },
  },
  {
    title: 'what a process_exception raises replaces the first exception, and the hooks above it are skipped',
    facts: '§2.5, §3.6, X13',
    stack: stack({
      middleware: [Handler, layer('PEXRaise', { process_exception: [raise('ValueError')] })],
      view: does(raise()),
    }),
    sees: {
      story: [
        'Handler in',
        'PEXRaise in',
        'view',
        'view raises RuntimeError',
        'PEXRaise process_exception',
        'PEXRaise process_exception raises ValueError',
        'ValueError became 500 at the core',
        'PEXRaise out 500',
        'Handler out 500',
      ],
    },
  },
  {
    title: 'a TemplateResponse of process_exception after a view passes the hooks and is rendered',
    facts: '§2.5, 87, X9',
    stack: stack({
      middleware: [
        layer('A', { process_template_response: [] }),
        layer('Handler', { process_exception: [template({}, 'sorry')] }),
      ],
      view: does(raise()),
    }),
    sees: {
      status: 200,
      body: 'sorry',
      story: [
        'A in',
        'Handler in',
        'view',
        'view raises RuntimeError',
        'Handler process_exception',
        'Handler process_exception → 200',
        'A process_template_response',
        'Handler out 200',
        'A out 200',
      ],
    },
  },
  {
    title: 'a TemplateResponse of process_exception after a failed rendering is never rendered',
    facts: '§2.5, 60, 87, X9b',
    stack: stack({
      middleware: [layer('Handler', { process_exception: [template({}, 'sorry')] })],
      view: does(template({}, 'plain', 'ValueError')),
    }),
    sees: { status: null, escaped: 'django.template.response.ContentNotRenderedError' },
  },
  {
    title: 'of two process_exception, the one listed above never hears of what the lower one answers',
    facts: '§3.2, 150, B34',
    stack: stack({
      middleware: [
        layer('Reporter', { process_exception: [] }),
        layer('Friendly', { process_exception: [answer()] }),
      ],
      view: does(raise()),
    }),
    sees: {
      status: 200,
      story: [
        'Reporter in',
        'Friendly in',
        'view',
        'view raises RuntimeError',
        'Friendly process_exception',
        'Friendly process_exception → 200',
        'Friendly out 200',
        'Reporter out 200',
      ],
    },
  },
];
