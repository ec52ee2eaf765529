/** Somebody turned to an island: an attribute of it from then on, and an event of the same name when it happens. */
const turnedTo = 'data-turned-to';

export function markTurn(island: HTMLElement): void {
  island.toggleAttribute(turnedTo, true);
  island.dispatchEvent(new Event(turnedTo));
}

/** Calls back once somebody has turned to the island that `element` is in: at once if they have. */
export function onTurn(element: Element, listener: () => void, signal: AbortSignal): void {
  const island = element.closest('astro-island');
  if (island?.hasAttribute(turnedTo)) listener();
  else island?.addEventListener(turnedTo, listener, { once: true, signal });
}
