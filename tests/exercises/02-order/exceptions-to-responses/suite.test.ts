import fc from 'fast-check';
import { describe, test } from 'vitest';
import { forEvery, fresh } from '#suite/fresh';
import { expectDjango } from './answers.ts';
import type { ExceptionName } from './scene.ts';
import { names, pages, sceneOf, scenes } from './scenes.ts';

const raise = (exception: ExceptionName) => ({ does: 'raise', exception }) as const;
const answer = (status: number) => ({ does: 'answer', status }) as const;

test('a response passes as it is, whatever its status', async () => {
  for (const status of [200, 404, 503]) await expectDjango(sceneOf(answer(status)));
});

describe('what the view raises', () => {
  test('Http404 becomes the page for 404, and is logged after the outermost layer', async () => {
    await expectDjango(sceneOf(raise('Http404')));
    await expectDjango(sceneOf(raise('Resolver404')));
  });

  test('PermissionDenied becomes the page for 403', async () => {
    await expectDjango(sceneOf(raise('PermissionDenied')));
  });

  test('BadRequest becomes the page for 400', async () => {
    await expectDjango(sceneOf(raise('BadRequest')));
  });

  test('SuspiciousOperation becomes the page for 400, and a line in the log for security', async () => {
    await expectDjango(sceneOf(raise('SuspiciousOperation')));
    await expectDjango(sceneOf(raise('DisallowedHost')));
  });

  test('anything else becomes the page for 500, and everybody is told', async () => {
    await expectDjango(sceneOf(raise('Error')));
    await expectDjango(sceneOf(raise('Error'), { pages: { ...pages, 500: answer(503) } }));
  });
});

test('what a page returns is the response, whatever its status', async () => {
  await expectDjango(sceneOf(raise('Http404'), { pages: { ...pages, 404: answer(200) } }));
  await expectDjango(sceneOf(raise('PermissionDenied'), { pages: { ...pages, 403: answer(503) } }));
});

test("a layer's exception becomes a response too, on its way in or out", async () => {
  const exception = fresh(fc.constantFrom('Http404', 'PermissionDenied', 'Error'));
  const [outer = 'A', inner = 'B'] = fresh(names);
  for (const when of ['before', 'after']) {
    const layers = [{ name: outer }, { name: inner, [when]: raise(exception) }];
    await expectDjango(sceneOf(answer(200), { layers }));
  }
});

describe('an error page that raises', () => {
  test('for 400, 403 or 404: the page for 500 takes its place', async () => {
    const broken = fresh(fc.constantFrom('Error', 'Http404', 'PermissionDenied'));
    await expectDjango(sceneOf(raise('Http404'), { pages: { ...pages, 404: raise(broken) } }));
    await expectDjango(sceneOf(raise('PermissionDenied'), { pages: { ...pages, 403: raise(broken) } }));
    await expectDjango(sceneOf(raise('DisallowedHost'), { pages: { ...pages, 400: raise(broken) } }));
  });

  test('for 500: every boundary tries it again, then it is out', async () => {
    await expectDjango(sceneOf(raise('Error'), { pages: { ...pages, 500: raise('Error') } }));
  });
});

describe('what passes the boundaries', () => {
  test('SystemExit, wherever it comes from', async () => {
    await expectDjango(sceneOf(raise('SystemExit')));
    await expectDjango(sceneOf(raise('Http404'), { pages: { ...pages, 404: raise('SystemExit') } }));
    await expectDjango(sceneOf(raise('Error'), { pages: { ...pages, 500: raise('SystemExit') } }));
  });

  test('under DEBUG_PROPAGATE_EXCEPTIONS, what would have been a 500', async () => {
    for (const exception of ['Error', 'Http404', 'BadRequest'] as const) {
      await expectDjango(sceneOf(raise(exception), { propagate: true }));
    }
    await expectDjango(
      sceneOf(raise('Http404'), { pages: { ...pages, 404: raise('Error') }, propagate: true }),
    );
  });
});

test('any stack, any exceptions and any pages', async () => {
  await forEvery(scenes, expectDjango, { runs: 40 });
});
