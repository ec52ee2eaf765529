/** Stands in for `src/sandbox/drivers/browser-suites.ts` in the bench's site: its one exercise. */
export function loadSuite(): Promise<unknown> {
  return import('../exercise/suite.ts');
}
