import type { OpenSandbox } from './sandboxes.ts';

/** The WebContainer of the page. Nothing of it is loaded before it is chosen, and nothing asked of its vendor before it boots. */
export const openContainerSandbox: OpenSandbox = async () => {
  const { createPageContainer } = await import('./page-container.ts');
  return createPageContainer();
};
