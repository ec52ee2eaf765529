import { expect, test } from 'vitest';
import { ImproperlyConfigured, NoReverseMatch, Resolver404 } from '../exceptions.ts';
import { HttpResponse } from '../http/response.ts';
import { include, isValidPath, path, resolve, reverse, type View } from './resolvers.ts';

const view = (name: string): View => Object.assign(() => new HttpResponse(), { path: `shop.views.${name}` });

const urlpatterns = [
  path('', view('home'), 'home'),
  path('books/new/', view('new_book'), 'new-book'),
  path('books/<slug:slug>/', view('by_slug'), 'book'),
  path('books/<int:pk>/', view('by_pk'), 'book'),
  path('shelves/<int:shelf>/', include([path('books/<path:rest>', view('on_shelf'), 'on-shelf')])),
  path('orders/<uuid:order>/', view('order'), 'order'),
];

const resolved = (pathInfo: string) => {
  const { func, kwargs, route } = resolve(pathInfo, urlpatterns);
  return [
    func.path,
    route,
    Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [key, String(value)])),
  ];
};

test('the first pattern that matches wins, not the best one', () => {
  expect(resolved('/books/new/')).toEqual(['shop.views.new_book', 'books/new/', {}]);
  expect(resolved('/books/7/')).toEqual(['shop.views.by_slug', 'books/<slug:slug>/', { slug: '7' }]);
});

test('an included route adds its own parameters and its own route', () => {
  expect(resolved('/shelves/3/books/a/b')).toEqual([
    'shop.views.on_shelf',
    'shelves/<int:shelf>/books/<path:rest>',
    { shelf: '3', rest: 'a/b' },
  ]);
});

test('the empty route matches the root alone', () => {
  expect(resolved('/')).toEqual(['shop.views.home', '', {}]);
  expect(() => resolve('/nothing/', urlpatterns)).toThrow(Resolver404);
});

test('a route matches to its end: a missing slash is another address', () => {
  expect(isValidPath('/books/new', urlpatterns)).toBeNull();
  expect(isValidPath('/books/new/', urlpatterns)?.func.path).toBe('shop.views.new_book');
});

test('a converter matches what its pattern says and nothing else', () => {
  const order = '123e4567-e89b-12d3-a456-426614174000';
  expect(resolved(`/orders/${order}/`)).toEqual(['shop.views.order', 'orders/<uuid:order>/', { order }]);
  expect(isValidPath(`/orders/${order.toUpperCase()}/`, urlpatterns)).toBeNull();
  expect(isValidPath('/shelves/three/books/a', urlpatterns)).toBeNull();
});

test('an unknown converter is refused when the route is made', () => {
  expect(() => path('books/<year:when>/', view('year'))).toThrow(ImproperlyConfigured);
});

test('reverse takes the pattern of that name whose parameters are given', () => {
  expect(reverse('home', urlpatterns)).toBe('/');
  expect(reverse('book', urlpatterns, { pk: 7 })).toBe('/books/7/');
  expect(reverse('book', urlpatterns, { slug: 'emma' })).toBe('/books/emma/');
  expect(reverse('on-shelf', urlpatterns, { shelf: 3, rest: 'a/b' })).toBe('/shelves/3/books/a/b');
});

test('reverse refuses an unknown name, a missing parameter, and a value that its converter would not match', () => {
  expect(() => reverse('nowhere', urlpatterns)).toThrow(NoReverseMatch);
  expect(() => reverse('order', urlpatterns)).toThrow(NoReverseMatch);
  expect(() => reverse('book', urlpatterns, { pk: 'emma' })).toThrow(NoReverseMatch);
});
