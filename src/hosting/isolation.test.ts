import { describe, expect, it } from 'vitest';
import type { Course, Exercise } from '../course/catalog.ts';
import { headersFor, isolationRules } from './isolation.ts';

const exercise = (track: Exercise['track'], url: string) => ({ track, url }) as Exercise;
const course = {
  lessons: [
    {
      url: '/order/the-onion/',
      exercises: [
        exercise('django', '/order/the-onion/request-id/'),
        exercise('rebuild', '/order/the-onion/compose-the-onion/'),
      ],
    },
  ],
} as unknown as Course;
const rules = isolationRules(course, 'offer');

const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

describe('isolated are', () => {
  it('the exercise pages of the Rebuild track, by either of their addresses', () => {
    expect(headersFor(rules, '/order/the-onion/compose-the-onion/')).toEqual(isolated);
    expect(headersFor(rules, '/order/the-onion/compose-the-onion/index.html')).toEqual(isolated);
  });

  it.each([
    '/',
    '/order/the-onion/',
    '/order/the-onion/request-id/',
    '/order/the-onion/compose-the-onion/other/',
    '/base/rebuild.json',
  ])('nothing else: not %s', (path) => {
    expect(headersFor(rules, path)).toEqual({});
  });

  it('no pages where the site has no WebContainer, and no scripts for them', () => {
    expect(isolationRules(course, 'off')).toEqual([]);
    expect(isolationRules({ ...course, lessons: [] }, 'first')).toEqual([]);
  });
});

it('a worker’s script embeds only what agrees, and opens nobody’s window', () => {
  expect(headersFor(rules, '/_astro/browser-rebuild.worker-B2x.js')).toEqual({
    'Cross-Origin-Embedder-Policy': 'require-corp',
  });
});
