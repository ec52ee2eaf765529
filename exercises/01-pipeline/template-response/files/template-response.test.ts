import { expect, test } from 'vitest';
import type { Template } from './template.ts';
import { ContentNotRenderedError, SimpleTemplateResponse } from './template-response.ts';

const page: Template = { render: (context) => `<h1>${context?.title}</h1>` };

test('a hook can change the context of a response that is not rendered yet', () => {
  const response = new SimpleTemplateResponse(page, { title: 'Books' }, 201);
  expect(response.isRendered).toBe(false);
  expect(() => response.content).toThrow(ContentNotRenderedError);

  response.contextData = { ...response.contextData, title: 'All our books' };

  expect(response.render()).toBe(response);
  expect(response.isRendered).toBe(true);
  expect(response.content).toBe('<h1>All our books</h1>');
  expect([...response]).toEqual(['<h1>All our books</h1>']);
  expect(response.statusCode).toBe(201);
});
