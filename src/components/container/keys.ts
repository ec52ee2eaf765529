export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** `type`: the terminal's. `copy`: the selected text. `page`: left to the browser and the page. */
export type KeyUse = 'type' | 'copy' | 'page';

/** What a key pressed in a terminal is for. */
export function useOfKey({ key, ctrlKey, metaKey, shiftKey }: Key, hasSelection: boolean): KeyUse {
  const command = ctrlKey || metaKey;
  // A terminal that keeps Tab must let go of one.
  if (key === 'Tab' && shiftKey) return 'page';
  // Checks, wherever the focus is.
  if (key === 'Enter' && command) return 'page';
  if (!command) return 'type';
  const letter = key.toLowerCase();
  if (letter === 'v') return 'page';
  if (letter === 'c' && hasSelection) return 'copy';
  if (letter === 'c' && (shiftKey || metaKey)) return 'page';
  return metaKey ? 'page' : 'type';
}
