import { describe, test } from 'vitest';
import { forEvery } from '#suite/fresh';
import { expectDjango, expectOf } from './answers.ts';
import { scenes, someNumber, someUuid, view, words } from './scenes.ts';

describe('one list of patterns', () => {
  test('the first pattern that matches wins, not the best one', async () => {
    const [books = '', latest = '', other = ''] = words(3);
    const patterns = [
      view(`${other}/`, 'other'),
      view(`${books}/<slug:slug>/`, 'by_slug'),
      view(`${books}/${latest}/`, 'latest'),
      view(`${books}/<int:pk>/`, 'by_pk'),
    ];
    await expectOf(patterns, `/${books}/${latest}/`, `/${books}/${someNumber()}/`);
  });

  test('a route matches from the beginning of the path to its end', async () => {
    const [books = '', more = ''] = words(2);
    const patterns = [view('', 'home'), view(`${books}/`, 'list'), view(`${books}/<int:pk>`, 'detail')];
    await expectOf(
      patterns,
      '/',
      `/${books}/`,
      `/${books}`,
      `/${books}/${more}/`,
      `/${more}/${books}/`,
      `/${books}/${someNumber()}/`,
      `/${books}/${someNumber()}`,
      '//',
    );
  });

  test('a path without a slash at its beginning matches nothing', async () => {
    const [books = ''] = words(1);
    await expectOf([view(`${books}/`, 'list'), view('<path:rest>', 'all')], `${books}/`, '');
  });

  test('a view gets what the converters make of the path', async () => {
    const [one = '', other = '', rest = ''] = words(3);
    const patterns = [
      view('number/<int:pk>/', 'number'),
      view('slug/<slug:slug>/', 'slug'),
      view('text/<name>/', 'text'),
      view('uuid/<uuid:order>/', 'uuid'),
      view('path/<path:rest>', 'rest'),
      view('day/<day:day>/<word:of>/', 'day'),
    ];
    const uuid = someUuid();
    await expectOf(
      patterns,
      `/number/${someNumber()}/`,
      '/number/007/',
      `/number/${one}/`,
      `/slug/${one}-${other}_2/`,
      `/slug/${one}.${other}/`,
      `/text/${one}.${other}/`,
      `/text/${one}/${other}/`,
      `/uuid/${uuid}/`,
      `/uuid/${uuid.toUpperCase()}/`,
      `/path/${one}/${rest}/`,
      `/day/${someNumber()}/${one}/`,
    );
  });

  test('a converter that raises ValueError says that its pattern does not match', async () => {
    const [archive = '', other = ''] = words(2);
    const patterns = [
      view(`${archive}/<day:day>/`, 'by_day'),
      view(`${archive}/<word:label>/<day:day>/`, 'by_label'),
      view(`${archive}/<str:label>/`, 'by_text'),
    ];
    await expectOf(
      patterns,
      `/${archive}/30/`,
      `/${archive}/29/`,
      `/${archive}/${other}/30/`,
      `/${archive}/new/7/`,
      `/${archive}/new/`,
    );
  });

  test('a converter may make 0 or nothing of the path', async () => {
    const [none = '', empty = '', shop = ''] = words(3);
    const blank = { name: 'blank', regex: '[a-z]+', refuses: [], gives: { [none]: null, [empty]: '' } };
    const patterns = [view('<int:number>/', 'number'), view('<blank:label>/', 'label')];
    await expectDjango({
      converters: [{ ...blank, raises: 'ValueError' }],
      urlpatterns: [
        ...patterns,
        { route: `${shop}/<int:shelf>/`, include: patterns },
        view('<path:rest>', 'rest'),
      ],
      paths: ['/0/', `/${none}/`, `/${empty}/`, `/${shop}/0/0/`],
    });
  });

  test('a pattern that does not match leaves nothing to the next', async () => {
    const [late = ''] = words(1);
    const patterns = [
      view('<int:pk>/<day:day>/', 'by_day'),
      view('<str:a>/<str:b>/', 'both'),
      { route: '<int:shelf>/', include: [view('', 'shelf')] },
      view(`<path:rest>/${late}`, 'late'),
    ];
    await expectOf(patterns, '/7/30/', `/${someNumber()}/${late}/${late}`);
  });

  test('any other exception of a converter comes out as it is', async () => {
    const [archive = '', broken = ''] = words(2);
    const patterns = [view(`${archive}/<broken:label>/`, 'first'), view(`${archive}/<label>/`, 'second')];
    for (const raises of ['TypeError', 'Http404'] as const) {
      await expectDjango({
        converters: [{ name: 'broken', regex: '[a-z]+', refuses: [broken], raises }],
        urlpatterns: [...patterns, { route: 'shop/', include: patterns }, view('<path:rest>', 'rest')],
        paths: [`/${archive}/${broken}/`, `/shop/${archive}/${broken}/`],
      });
    }
  });

  test('extra arguments go over what was captured, and none is left for the next path', async () => {
    const [books = '', extra = ''] = words(2);
    const patterns = [
      view(`${books}/<int:pk>/`, 'detail', { pk: extra, of: 1 }),
      view(`${books}/<int:pk>/<name>/`, 'named', { of: 2 }),
      view(`${books}/`, 'list'),
    ];
    const [one, other] = [someNumber(), someNumber()];
    await expectOf(
      patterns,
      `/${books}/${one}/${extra}/`,
      `/${books}/${other}/`,
      `/${books}/`,
      `/${books}/${other}/${books}/`,
    );
  });
});

describe('includes', () => {
  test('an include takes its part off the path, and hands on the rest', async () => {
    const [shop = '', books = '', shelf = ''] = words(3);
    const patterns = [
      { route: `${shop}/`, include: [view('', 'front'), view(`${books}/<int:pk>/`, 'detail')] },
      { route: shelf, include: [view(`-${books}/`, 'glued')] },
      { route: '', include: [view(`${books}/`, 'list')] },
    ];
    const pk = someNumber();
    await expectOf(
      patterns,
      `/${shop}/`,
      `/${shop}/${books}/${pk}/`,
      `/${shelf}-${books}/`,
      `/${books}/`,
      `/${shop}`,
    );
  });

  test('an include may be behind an include', async () => {
    const [shop = '', shelf = '', books = '', name = ''] = words(4);
    const deep = {
      route: '<int:shelf>/',
      include: [view(`${books}/<slug:slug>/`, 'deep')],
      namespace: 'inner',
    };
    const patterns = [
      { route: `${shop}/`, include: [{ route: `${shelf}/`, include: [deep] }], namespace: 'outer' },
      view(`${name}/`, 'other'),
    ];
    const number = someNumber();
    await expectOf(
      patterns,
      `/${shop}/${shelf}/${number}/${books}/${name}/`,
      `/${shop}/${shelf}/${number}/${name}/`,
    );
  });

  test('an include that leads to nothing is not the end', async () => {
    const [shop = '', books = '', late = ''] = words(3);
    const patterns = [
      { route: `${shop}/`, include: [view(`${books}/`, 'list')] },
      { route: '<day:day>/', include: [view('', 'day')] },
      { route: `${shop}/`, include: [view(`${late}/`, 'late')] },
      view(`${shop}/<name>/`, 'last'),
      view('<int:number>/', 'number'),
    ];
    await expectOf(patterns, `/${shop}/${late}/`, `/${shop}/${shop}/`, '/30/');
  });

  test('what the route of an include matches is not given back', async () => {
    const [end = '', books = ''] = words(2);
    const all = [{ route: '<path:rest>/', include: [view(`${end}/`, 'end')] }];
    await expectOf(all, `/${books}/${end}/`, `/${books}/${end}`);
    await expectOf([{ route: '<str:x>', include: [view('<str:y>', 'y')] }], `/${books}`);
  });

  test('what is further in goes over what an include has to add', async () => {
    const [outer = '', inner = '', value = ''] = words(3);
    const patterns = [
      {
        route: '<outer>/',
        kwargs: { outer: 'extra', both: 1, shared: 1 },
        include: [view('<shared>/', 'shared'), view(`<int:both>/<shared>/`, 'extra', { both: value })],
      },
    ];
    await expectOf(patterns, `/${outer}/${inner}/`, `/${outer}/${someNumber()}/${inner}/`);
  });
});

test('a path that nothing matches says what was tried, includes before what they include', async () => {
  const [shop = '', books = '', nothing = ''] = words(3);
  const patterns = [
    view('', 'home'),
    {
      route: `${shop}/`,
      include: [view('', 'front'), { route: `${books}/`, include: [view('<day:day>/', 'day')] }],
    },
    { route: `${nothing}/`, include: [] },
    view(`${books}/`, 'list'),
  ];
  await expectOf(patterns, `/${shop}/${books}/30/`, `/${nothing}/${books}`, `/${shop}/${nothing}/`);
  await expectOf([], '/', `/${books}/`);
});

test('any URLconf does with any path what Django does with it, the second time too', async () => {
  await forEvery(scenes, ({ paths, ...scene }) => expectDjango({ ...scene, paths: [...paths, ...paths] }), {
    runs: 80,
  });
});
