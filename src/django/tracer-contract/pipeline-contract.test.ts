/** What the tracer notes of each rule of the pipeline: one request a rule. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { HeaderChanges } from '../../trace/events.ts';
import { traceLines } from '../../trace/lines.ts';
import { openStage, type Stage } from './site.ts';
import { eventsOf, middleware, storyOf } from './story.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  stage.start({ traced: true, settings: middleware('Plain', 'Unused', 'Mixin', 'function') });
});

const onion = ['layers', 'hooks', 'views', 'conversions'] as const;
const story = (path: string, ...groups: Parameters<typeof eventsOf>[2] & object): string[] =>
  storyOf(stage, path, groups.length === 0 ? onion : groups);

/** What every request to these layers begins with. */
const wayIn = [
  '→ Plain',
  '→ Mixin',
  '· Mixin.process_request',
  '· Mixin.process_request returns None',
  '→ function',
];
const viewHooks = ['Plain', 'Mixin'].flatMap((layer) => [
  `· ${layer}.process_view`,
  `· ${layer}.process_view returns None`,
]);
const wayOut = (status: number): string[] => [
  `← function ${status}`,
  '· Mixin.process_response',
  `· Mixin.process_response returns ${status}`,
  `← Mixin ${status}`,
  `← Plain ${status}`,
];

describe('start-up', () => {
  test('the last entry of MIDDLEWARE is built first, and one that is not used is left out', () => {
    const { startUp } = stage.request({ method: 'GET', path: '/answer/7/' });
    expect(traceLines(startUp).map(({ text }) => text)).toEqual([
      '+ Django builds function',
      '+ Django builds Mixin',
      '+ Unused raises MiddlewareNotUsed: Django goes on without it',
      '+ Django builds Plain',
    ]);
  });
});

describe('the onion', () => {
  test('a request goes in through every layer to the view and out again, between two signals', () => {
    expect(storyOf(stage, '/answer/7/')).toEqual([
      '~ signal request_started',
      ...wayIn,
      "· /answer/7/ matches 'answer/<int:pk>/': stage.views.answer(pk=7)",
      ...viewHooks,
      '● stage.views.answer',
      '● stage.views.answer returns 200',
      ...wayOut(200),
      '⇐ the server is given the status, 200, and the headers',
      '⇐ the server sends the body, 6 bytes',
      '⇐ the response is closed',
      '~ signal request_finished',
    ]);
  });

  test('a layer that answers in __call__ is noted before it is left', () => {
    expect(story('/answer/7/?do=Plain.before:answer')).toEqual([
      '→ Plain',
      '↩ Plain answers by itself: nothing inside it is called',
      '← Plain 299',
    ]);
  });

  test('a mixin that answers in process_request runs its process_response, and is noted once', () => {
    expect(story('/answer/7/?do=Mixin.process_request:answer')).toEqual([
      '→ Plain',
      '→ Mixin',
      '· Mixin.process_request',
      '· Mixin.process_request returns 299',
      '↩ Mixin answers by itself: nothing inside it is called',
      ...wayOut(299).slice(1),
    ]);
  });

  test('an answer of process_view spares the other process_view hooks and the view, and every layer sees it', () => {
    expect(story('/answer/7/?do=Plain.process_view:answer')).toEqual([
      ...wayIn,
      '· Plain.process_view',
      '· Plain.process_view returns 299',
      '↩ Plain answers in process_view: the view is not called',
      ...wayOut(299),
    ]);
  });

  test('a falsy answer of process_view is no short-circuit, but it takes the place of the view', () => {
    expect(story('/answer/7/?do=Mixin.process_view:zero', 'hooks', 'views', 'server')).toEqual([
      ...wayIn.slice(2, 4),
      ...viewHooks.slice(0, -1),
      '· Mixin.process_view returns an int, which is no response',
      '· Mixin.process_response',
      '· Mixin.process_response returns an int, which is no response',
      "✕ AttributeError leaves Django's handler",
    ]);
  });

  test('a layer that forgets to return is left with no response, and the handler fails of it', () => {
    expect(story('/answer/7/?do=function.after:none', 'layers', 'server')).toEqual([
      '→ Plain',
      '→ Mixin',
      '→ function',
      '← function returns None',
      '← Mixin returns None',
      '← Plain returns None',
      "✕ AttributeError leaves Django's handler",
    ]);
  });
});

describe('the core', () => {
  test('an address that nothing matches is a 404 of the core, without a hook', () => {
    expect(story('/no-such-page/', 'resolver', 'conversions', 'views')).toEqual([
      '✕ /no-such-page/ matches no URL pattern: the resolver raises Resolver404, which is an Http404',
      '⇒ the boundary around the core turns django.urls.exceptions.Resolver404 into a 404 response',
    ]);
  });

  test.for([
    ['/class/', 'stage.views.ClassBased'],
    ['/instance/', 'stage.views.Instance'],
    ['/unnamed/7/', 'stage.views.unnamed'],
  ])('the view behind %s is %s', ([path, view]) => {
    expect(eventsOf(stage, path as string, ['resolver', 'views'])).toMatchObject([
      { kind: 'url-resolved', view, kwargs: {} },
      { kind: 'view-called', view },
      { kind: 'view-returned', view, status: 200 },
    ]);
  });

  test('a TemplateResponse is rendered after its hooks, what render() made before the view returns', () => {
    expect(story('/template/', 'views', 'templates', 'hooks').slice(6, -2)).toEqual([
      '● stage.views.template',
      '● stage.views.template returns 200',
      '· Plain.process_template_response',
      '· Plain.process_template_response returns 200',
      '· stage/page.html begins to render',
      '· stage/page.html is rendered',
    ]);
    expect(story('/rendered/', 'views', 'templates')).toEqual([
      '● stage.views.rendered',
      '· stage/page.html begins to render',
      '· stage/page.html is rendered',
      '● stage.views.rendered returns 202',
    ]);
  });
});

describe('exceptions', () => {
  test("a view's exception passes process_exception from the innermost layer out, then the core's boundary", () => {
    expect(story('/raises/KeyError/')).toEqual([
      ...wayIn,
      ...viewHooks,
      '● stage.views.raises',
      expect.stringMatching(/^✕ stage\.views\.raises raises KeyError {2}\(stage\/views\.py:\d+\)$/),
      '· Mixin.process_exception',
      '· Mixin.process_exception returns None',
      '· Plain.process_exception',
      '· Plain.process_exception returns None',
      '⇒ the boundary around the core turns KeyError into a 500 response',
      ...wayOut(500),
    ]);
  });

  test('the first answer of process_exception ends the search, and is no short-circuit', () => {
    expect(story('/raises/KeyError/?do=Mixin.process_exception:answer', 'hooks').slice(6)).toEqual([
      '· Mixin.process_exception',
      '· Mixin.process_exception returns 299',
      '· Mixin.process_response',
      '· Mixin.process_response returns 299',
    ]);
  });

  test('process_exception hears of a template that breaks; what it answers is not rendered', () => {
    const path = '/broken-template/?do=Mixin.process_exception:template';
    expect(story(path, 'templates', 'server')).toEqual([
      '· stage/broken.html begins to render',
      expect.stringMatching(/^✕ stage\/broken\.html raises ValueError {2}\(stage\/views\.py:\d+\)$/),
      '⇐ the server is given the status, 200, and the headers',
      '✕ the body raises django.template.response.ContentNotRenderedError',
      '⇐ the response is closed',
      "✕ django.template.response.ContentNotRenderedError leaves Django's handler",
    ]);
  });

  test.for([
    ['before', 'Http404', 404, 'django.http.response.Http404'],
    ['before', 'PermissionDenied', 403, 'django.core.exceptions.PermissionDenied'],
    ['after', 'BadRequest', 400, 'django.core.exceptions.BadRequest'],
    ['after', 'KeyError', 500, 'KeyError'],
  ] as const)(
    'a layer that raises %s get_response: its own boundary deals with %s',
    ([place, name, status, exception]) => {
      const path = `/answer/7/?do=function.${place}:raise:${name}`;
      const whole = story(path, 'layers', 'conversions');
      expect(whole.slice(3, 5)).toEqual([
        expect.stringContaining(`✕ function raises ${exception}  (stage/layers.py:`),
        `⇒ the boundary around function turns ${exception} into a ${status} response`,
      ]);
      expect(whole.slice(5)).toEqual([`← Mixin ${status}`, `← Plain ${status}`]);
    },
  );

  test('got_request_exception is sent for what Django does not know, before the page is made', () => {
    expect(story('/raises/KeyError/', 'signals', 'templates', 'conversions')).toEqual([
      '~ signal request_started',
      '~ signal got_request_exception',
      '· 500.html begins to render',
      '· 500.html is rendered',
      '⇒ the boundary around the core turns KeyError into a 500 response',
      '~ signal request_finished',
    ]);
    expect(story('/raises/Http404/', 'signals')).toEqual([
      '~ signal request_started',
      '~ signal request_finished',
    ]);
  });

  test('an error page that breaks is tried by every boundary, and the exception leaves the handler', () => {
    const path = '/raises/KeyError/?do=sorry:raise:ValueError';
    const whole = story(path, 'conversions', 'layers', 'server').filter((line) => line.startsWith('✕'));
    expect(whole.map((line) => line.split('  ')[0])).toEqual([
      '✕ the boundary around the core lets ValueError through',
      '✕ function raises ValueError',
      '✕ the boundary around function lets ValueError through',
      '✕ Mixin raises ValueError',
      '✕ the boundary around Mixin lets ValueError through',
      '✕ Plain raises ValueError',
      '✕ the boundary around Plain lets ValueError through',
      "✕ ValueError leaves Django's handler",
    ]);
  });

  test('SystemExit is no Exception: no boundary deals with it', () => {
    const kinds = eventsOf(stage, '/raises/SystemExit/').map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'layer-raised')).toHaveLength(3);
    expect(kinds.filter((kind) => /^(exception-converted|boundary-raised)$/.test(kind))).toEqual([]);
    expect(kinds.at(-1)).toBe('exception-escaped');
  });
});

describe('headers', () => {
  const changes = (path: string): [string, HeaderChanges][] =>
    eventsOf(stage, path).flatMap((event) =>
      'headers' in event && Object.keys(event.headers).length > 0 ? [[event.kind, event.headers]] : [],
    );

  test('what a step changed is held against the last response, by value', () => {
    expect(changes('/answer/7/?do=Mixin.process_response:set:X-Stamp:1')).toEqual([
      ['view-returned', { 'Content-Type': 'text/html; charset=utf-8' }],
      ['hook-returned', { 'X-Stamp': '1' }],
    ]);
  });

  test('another response has all its headers new, what it lacks is null, and cookies stand there by name', () => {
    const type = { 'Content-Type': 'text/html; charset=utf-8' };
    const path = '/cookies/?do=Plain.after:answer';
    expect(changes(path)).toEqual([
      ['view-returned', { ...type, 'Set-Cookie': 'b, a' }],
      ['layer-left', { ...type, 'Set-Cookie': null }],
    ]);
    const marked = eventsOf(stage, path).filter((event) => 'another' in event);
    expect(marked).toMatchObject([{ kind: 'layer-left', layer: 'Plain', another: true }]);
  });

  test('what is neither a response nor None is told by its class', () => {
    const hook = eventsOf(stage, '/answer/7/?do=Plain.process_view:zero').find(
      (event) => event.kind === 'hook-returned' && event.layer === 'Plain',
    );
    expect(hook).toEqual({
      kind: 'hook-returned',
      layer: 'Plain',
      hook: 'process_view',
      status: null,
      headers: {},
      type: 'int',
    });
  });
});

describe('the server and signals', () => {
  test('a streamed body is made when every layer has returned', () => {
    expect(story('/stream/', 'layers', 'queries', 'server').slice(3)).toEqual([
      '← function 200',
      '← Mixin 200',
      '← Plain 200',
      '⇐ the server is given the status, 200, and the headers',
      expect.stringMatching(/^SELECT .* {2}\(stage\/views\.py:\d+\)$/),
      expect.stringMatching(/^⇐ the server sends the streamed body, \d+ bytes$/),
      '⇐ the response is closed',
    ]);
  });

  test('a body that breaks off is closed all the same', () => {
    expect(story('/stream-raises/', 'server', 'signals').map((line) => line.split('  ')[0])).toEqual([
      '~ signal request_started',
      '⇐ the server is given the status, 200, and the headers',
      '✕ the body raises RuntimeError',
      '⇐ the response is closed',
      '~ signal request_finished',
      "✕ RuntimeError leaves Django's handler",
    ]);
  });

  test('a signal is noted by the name of its variable, if anybody listens', () => {
    expect(story('/signal/', 'signals')).toEqual([
      '~ signal request_started',
      '~ signal order_placed',
      '~ signal request_finished',
    ]);
  });
});
