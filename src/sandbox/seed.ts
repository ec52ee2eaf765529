/** A seed for generated inputs: an integer that Vitest and fast-check take. */
export function randomSeed(): number {
  return Math.floor(Math.random() * 0x7fffffff);
}
