import { expect, test } from 'vitest';
import { type HttpRequest, HttpResponse } from './http.ts';
import { include, path, Resolver404, resolve } from './resolvers.ts';

const bookDetail = (_: HttpRequest, { pk }: { pk?: unknown }) => new HttpResponse(`Book ${pk}`);
const shelf = () => new HttpResponse('A shelf');

const urlpatterns = [
  path('books/<int:pk>/', bookDetail, {}, 'book-detail'),
  path('shelves/', include([path('<slug:name>/', shelf)])),
];

test('a path leads to a view, and to what the view gets', () => {
  const match = resolve('/books/7/', urlpatterns);
  expect(match.func).toBe(bookDetail);
  expect(match.kwargs).toEqual({ pk: 7 });
  expect(match.urlName).toBe('book-detail');
});

test('an include leads further in', () => {
  const match = resolve('/shelves/poetry/', urlpatterns);
  expect(match.func).toBe(shelf);
  expect(match.route).toBe('shelves/<slug:name>/');
});

test('a path that nothing matches is a Resolver404', () => {
  expect(() => resolve('/nowhere/', urlpatterns)).toThrow(Resolver404);
});
