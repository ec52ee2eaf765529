import type { ITheme } from '@xterm/xterm';

/** What stands for which colour of a terminal: names of the site's tokens. */
const tokens = {
  background: '--surface',
  foreground: '--ink',
  cursor: '--accent',
  cursorAccent: '--surface',
  selectionBackground: '--terminal-selection',
  scrollbarSliderBackground: '--terminal-slider',
  scrollbarSliderHoverBackground: '--line-strong',
  scrollbarSliderActiveBackground: '--line-strong',
  black: '--terminal-black',
  red: '--fail',
  green: '--pass',
  yellow: '--terminal-yellow',
  blue: '--note',
  magenta: '--accent',
  cyan: '--terminal-cyan',
  white: '--ink-soft',
  brightBlack: '--ink-soft',
  brightRed: '--fail',
  brightGreen: '--pass',
  brightYellow: '--terminal-yellow',
  brightBlue: '--note',
  brightMagenta: '--accent',
  brightCyan: '--terminal-cyan',
  brightWhite: '--ink',
} as const satisfies Partial<Record<keyof ITheme, string>>;

/** The colours of a terminal in `element`: the site's, light or dark as they are shown now. */
export function themeOf(element: HTMLElement): ITheme {
  // A token may be a pair of colours; only a property that uses it tells which.
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const colours = Object.entries(tokens).map(([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(colours) as ITheme;
}
