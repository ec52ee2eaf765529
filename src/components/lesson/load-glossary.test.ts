import { expect, test } from 'vitest';
import { loadGlossary, loadTermUses } from './load-glossary.ts';

test('every term that a lesson marks is in the glossary and marked once, and every question asked once', () => {
  expect(() => loadTermUses()).not.toThrow();
});

test('no term has the place of another on the glossary’s page', () => {
  const anchors = loadGlossary().map(({ anchor }) => anchor);
  expect(anchors.length).toBeGreaterThan(20);
  expect(new Set(anchors).size).toBe(anchors.length);
});
