import { expect, test } from 'vitest';
import { HttpResponse, type MiddlewareFactory } from './http.ts';
import { loadMiddleware } from './onion.ts';

test('a request goes in through every layer, and the response comes out through them in reverse', () => {
  const events: string[] = [];

  const layer = (name: string): MiddlewareFactory => {
    return (getResponse) => (request) => {
      events.push(`${name} in`);
      const response = getResponse(request);
      events.push(`${name} out ${response.statusCode}`);
      return response;
    };
  };

  const chain = loadMiddleware([layer('A'), layer('B')], (request) => {
    events.push('view');
    return new HttpResponse(`You asked for ${request.path}`);
  });
  const response = chain({ method: 'GET', path: '/books/' });

  expect(events).toEqual(['A in', 'B in', 'view', 'B out 200', 'A out 200']);
  expect(response.content).toBe('You asked for /books/');
});
