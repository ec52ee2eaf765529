import type { ClientDirective } from 'astro';
import { markTurn } from './turn.ts';

/** What `client:intent` is given. */
export interface Intent {
  /** Keys of the browser's storage: with any of them there, the island wakes at once to show what it holds. */
  readonly stored: readonly string[];
  /** Paths of links that the island would follow by itself: pointing at one wakes it. */
  readonly links: readonly string[];
}

const hints = ['pointerover', 'pointerdown', 'touchstart', 'focusin'] as const;

/**
 * Wakes an island once somebody turns to it: points at it, touches it, if only to scroll, or comes to it with the
 * keyboard. Those who only read never load it. A button that is pressed meanwhile is pressed once it is awake.
 */
const clientIntent: ClientDirective = (load, { value }, island) => {
  const { stored, links } = value as unknown as Intent;
  const turned = new AbortController();
  const awake = new AbortController();
  let waking = false;
  let pressed: HTMLButtonElement | null = null;

  async function wake(): Promise<void> {
    if (waking) return;
    waking = true;
    const hydrate = await load();
    await hydrate();
    awake.abort();
    if (pressed === null) return;
    // Its effects have run by then, which come after the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    if (pressed.isConnected) pressed.click();
  }

  // A press that comes before the program is there is handed on to it.
  island.addEventListener(
    'click',
    ({ target }) => {
      pressed = target instanceof Element ? target.closest('button') : null;
    },
    { signal: awake.signal },
  );

  function turnsToIt(target: EventTarget | null): boolean {
    if (!(target instanceof Element)) return false;
    if (island.contains(target) || island.parentElement?.contains(target) === true) return true;
    const link = target.closest('a');
    return link !== null && link.origin === location.origin && links.includes(link.pathname);
  }

  /** Awake for what is stored, it still wants to know when somebody turns to it. */
  function turn(): void {
    turned.abort();
    markTurn(island);
    void wake();
  }

  for (const hint of hints) {
    document.addEventListener(hint, ({ target }) => turnsToIt(target) && turn(), {
      signal: turned.signal,
      passive: true,
    });
  }
  if (stored.some((key) => isStored(key))) void wake();
};

function isStored(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    // A browser that refuses to store anything has stored nothing.
    return false;
  }
}

export default clientIntent;
