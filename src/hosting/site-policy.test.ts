import { expect, test } from 'vitest';
import { readSitePolicy } from './site-policy.ts';

test('a site that says nothing offers the WebContainer', () => {
  expect(readSitePolicy(undefined)).toBe('offer');
  expect(readSitePolicy('')).toBe('offer');
});

test('a site says off, offer or first, and anything else is refused', () => {
  expect(['off', 'offer', 'first'].map(readSitePolicy)).toEqual(['off', 'offer', 'first']);
  expect(() => readSitePolicy('on')).toThrow(
    'PUBLIC_WEBCONTAINER is "on". Set it to off, offer, first, or leave it out.',
  );
});
