/** A screen that shows what a terminal prints: xterm.js, in the site's font and colours. */
import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import type { TerminalSize } from '../../sandbox/container/api.ts';
import { onDarkChange } from '../site/theme.ts';
import { useOfKey } from './keys.ts';
import { themeOf } from './screen-theme.ts';

export interface Screen {
  /** Shows it in `host`, in whose size it then is; returns how to take it out again. It goes on where it was. */
  showIn(host: HTMLElement): () => void;
  write(text: string): void;
  clear(): void;
  focus(): void;
  dispose(): void;
}

export interface ScreenOptions {
  /** For screen readers. */
  readonly label: string;
  /** Takes what is typed; without it the screen is there to be read. */
  onType?(keys: string): void;
  onResize?(size: TerminalSize): void;
}

/** In lines. */
const SCROLLBACK = 5_000;
const FONT = { size: 13, family: '"JetBrains Mono Variable", ui-monospace, monospace' };

export function createScreen({ label, onType, onResize }: ScreenOptions): Screen {
  const element = document.createElement('div');
  element.className = 'screen';
  const readOnly = onType === undefined;
  const terminal = new Terminal({
    // What npm and Vitest print into a pipe ends its lines with a line feed alone.
    convertEol: readOnly,
    disableStdin: readOnly,
    cursorInactiveStyle: readOnly ? 'none' : 'outline',
    cursorBlink: false,
    fontFamily: FONT.family,
    fontSize: FONT.size,
    lineHeight: 1.35,
    minimumContrastRatio: 4.5,
    screenReaderMode: true,
    scrollback: SCROLLBACK,
    scrollOnUserInput: true,
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  if (onType) terminal.onData(onType);
  if (onResize) terminal.onResize(onResize);
  terminal.attachCustomKeyEventHandler((event) => {
    const use = useOfKey(event, terminal.hasSelection());
    if (use === 'copy' && event.type === 'keydown') {
      event.preventDefault();
      void navigator.clipboard?.writeText(terminal.getSelection()).catch(() => undefined);
    }
    // Nothing is typed here, so no key needs to be kept.
    return use === 'type' && !(readOnly && event.key === 'Tab');
  });

  let opened = false;
  function open(): void {
    opened = true;
    terminal.open(element);
    terminal.textarea?.setAttribute('aria-label', label);
    if (readOnly) terminal.textarea?.setAttribute('readonly', '');
    paint();
    // The font may come later than the screen: its letters are measured then.
    void document.fonts.load(`${FONT.size}px ${FONT.family}`).then(() => {
      terminal.options.fontFamily = `${FONT.family}, "measured anew"`;
      refit();
    });
  }

  function paint(): void {
    if (opened && element.isConnected) terminal.options.theme = themeOf(element);
  }

  function refit(): void {
    if (opened && element.clientHeight > 0) fit.fit();
  }

  const unfollow = onDarkChange(paint);
  return {
    showIn(host) {
      host.append(element);
      if (!opened) open();
      paint();
      refit();
      const sizes = new ResizeObserver(refit);
      sizes.observe(host);
      return () => {
        sizes.disconnect();
        element.remove();
      };
    },
    write: (text) => terminal.write(text),
    clear() {
      terminal.reset();
    },
    focus: () => terminal.focus(),
    dispose() {
      unfollow();
      terminal.dispose();
      element.remove();
    },
  };
}
