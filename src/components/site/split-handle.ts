import { clampSplit, readSplit, type SplitRange, splitAfterKey } from './split.ts';

/** `<split-handle name="lesson" axis="x" min="30" max="65" initial="46" label="…">` */
export interface SplitHandleAttributes {
  /** Sets `--split-<name>` on the root element and is remembered under that name. */
  name: string;
  axis: 'x' | 'y';
  min: number;
  max: number;
  initial: number;
  label: string;
}

/** A separator between two panes of its parent: dragged, or moved with the arrow keys. */
class SplitHandle extends HTMLElement {
  #value = 0;

  connectedCallback(): void {
    this.tabIndex = 0;
    this.setAttribute('role', 'separator');
    this.setAttribute('aria-label', this.getAttribute('label') ?? '');
    this.setAttribute('aria-orientation', this.#axis === 'x' ? 'vertical' : 'horizontal');
    this.setAttribute('aria-valuemin', String(this.#range.min));
    this.setAttribute('aria-valuemax', String(this.#range.max));
    this.#apply(readSplit(stored(this.#key), this.#range) ?? this.#range.initial);
    this.addEventListener('pointerdown', this.#drag);
    this.addEventListener('keydown', this.#press);
    this.addEventListener('dblclick', () => this.#keep(this.#range.initial));
  }

  get #key(): string {
    return `inside-out:split:${this.getAttribute('name')}`;
  }

  get #axis(): 'x' | 'y' {
    return this.getAttribute('axis') === 'y' ? 'y' : 'x';
  }

  get #range(): SplitRange {
    const number = (name: string) => Number(this.getAttribute(name));
    return { min: number('min'), max: number('max'), initial: number('initial') };
  }

  #apply(value: number): void {
    this.#value = clampSplit(value, this.#range);
    this.setAttribute('aria-valuenow', String(Math.round(this.#value)));
    document.documentElement.style.setProperty(`--split-${this.getAttribute('name')}`, `${this.#value}%`);
  }

  #keep(value: number): void {
    this.#apply(value);
    try {
      localStorage.setItem(this.#key, String(this.#value));
    } catch {
      // Storage is blocked: the size holds until the page is left.
    }
  }

  #press = (event: KeyboardEvent): void => {
    const value = splitAfterKey(event.key, this.#value, this.#axis, this.#range);
    if (value === null) return;
    event.preventDefault();
    this.#keep(value);
  };

  #drag = (event: PointerEvent): void => {
    if (event.button !== 0 || this.parentElement === null) return;
    event.preventDefault();
    this.setPointerCapture(event.pointerId);
    const box = this.parentElement.getBoundingClientRect();
    const share = ({ clientX, clientY }: PointerEvent) =>
      this.#axis === 'x'
        ? ((clientX - box.left) / box.width) * 100
        : ((clientY - box.top) / box.height) * 100;
    const move = (next: PointerEvent) => this.#apply(share(next));
    const end = (): void => {
      this.removeEventListener('pointermove', move);
      this.#keep(this.#value);
    };
    this.addEventListener('pointermove', move);
    this.addEventListener('lostpointercapture', end, { once: true });
  };
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

if (!customElements.get('split-handle')) customElements.define('split-handle', SplitHandle);
