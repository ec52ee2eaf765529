import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/**
 * The lessons. Their front matter is checked by `course/catalog.ts` together with the exercises, so that all problems
 * of the course are reported at once and in its own words.
 */
export const collections = {
  lessons: defineCollection({
    loader: glob({
      base: './content',
      pattern: '**/*.mdx',
      generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
    }),
    schema: z.record(z.string(), z.unknown()),
  }),
};
