/**
 * Runs in the page: presses Check and waits for the verdict.
 * @returns ms by the page's own clock, from the press to the verdict in the document
 * Rejects with what the page says instead of a verdict.
 */
export async function pressAndTime(): Promise<number> {
  const began = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const noVerdict = (): boolean => document.querySelector('[data-verdict]:not(.stale)') === null;
  let checking = noVerdict();
  const observer = new MutationObserver(() => {
    const refusal = document.querySelector('.panel .notice.bad');
    if (refusal !== null) reject(new Error(`No verdict: ${refusal.textContent}`));
    if (noVerdict()) checking = true;
    else if (checking) resolve();
  });
  observer.observe(document.body, { childList: true, subtree: true, attributes: true });
  document.querySelector<HTMLButtonElement>('button.check')?.click();
  await promise.finally(() => observer.disconnect());
  return performance.now() - began;
}

/** Runs in the page: how each fact of the verdict ended. */
export function shownFacts(): string[] {
  return [...document.querySelectorAll<HTMLElement>('[data-fact]')].map((fact) => fact.dataset['fact'] ?? '');
}

/** @throws {Error} unless the ten tests passed: what else a check takes, or holds, is another figure */
export function assertTenPassed(facts: readonly string[]): void {
  if (facts.length === 10 && facts.every((status) => status === 'passed')) return;
  throw new Error(`The ten tests should pass in the page, and ended as: ${facts.join(', ') || 'nothing'}.`);
}
