/** How long the pointer rests on a word before it is explained, and is away before that is taken back. */
const REST_MS = 350;

/**
 * `<glossary-term><a …>word</a><span popover>…</span></glossary-term>`: the link becomes a button that shows the popover:
 * on a press, with the keyboard's focus, and under a pointer that rests. A browser without popovers keeps the link.
 */
class GlossaryTerm extends HTMLElement {
  connectedCallback(): void {
    const link = this.querySelector('a');
    const note = this.querySelector<HTMLElement>('[popover]');
    if (link === null || note === null || !('showPopover' in note)) return;
    const isOpen = (): boolean => note.matches(':popover-open');
    const show = (open: boolean): void => {
      if (open !== isOpen()) note.togglePopover(open);
    };
    let pressed = false;
    // A press outside closes a popover before the click comes: so ask at the press's start.
    let wasPressed = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (action: () => void): void => {
      clearTimeout(timer);
      timer = setTimeout(action, REST_MS);
    };

    link.setAttribute('role', 'button');
    link.setAttribute('aria-expanded', 'false');
    note.addEventListener('toggle', () => {
      link.setAttribute('aria-expanded', String(isOpen()));
      if (!isOpen()) pressed = false;
    });
    link.addEventListener('pointerdown', () => {
      wasPressed = pressed && isOpen();
    });
    link.addEventListener('click', (event) => {
      // To open the glossary in a new tab stays possible.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      clearTimeout(timer);
      const byKeyboard = event.detail === 0;
      show(byKeyboard ? !isOpen() : !wasPressed);
      pressed = isOpen();
    });
    link.addEventListener('keydown', (event) => {
      if (event.key !== ' ') return;
      event.preventDefault();
      link.click();
    });
    link.addEventListener('focus', () => link.matches(':focus-visible') && show(true));
    link.addEventListener('blur', () => show(false));
    this.addEventListener(
      'pointerenter',
      ({ pointerType }) => pointerType === 'mouse' && later(() => show(true)),
    );
    this.addEventListener('pointerleave', () => later(() => !pressed && show(false)));
  }
}

if (!customElements.get('glossary-term')) customElements.define('glossary-term', GlossaryTerm);
