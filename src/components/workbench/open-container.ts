import type { ContainerSandbox } from '../../sandbox/container/sandbox.ts';

/** The WebContainer of the page. Nothing of it is loaded before it is chosen, and nothing asked of its vendor before it boots. */
export async function openContainerSandbox(): Promise<ContainerSandbox> {
  const { createPageContainer } = await import('./page-container.ts');
  return createPageContainer();
}
