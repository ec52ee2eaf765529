/** Every hidden suite, each a chunk of its own that is fetched when it is to be run. */
const suites = import.meta.glob('/tests/exercises/*/*/suite.test.ts');

/** Imports the hidden suite of an exercise. @throws {Error} when there is none */
export async function loadSuite(exercise: string): Promise<unknown> {
  const load = suites[`/tests/exercises/${exercise}/suite.test.ts`];
  if (load === undefined) throw new Error(`there is no hidden suite for "${exercise}".`);
  return load();
}
