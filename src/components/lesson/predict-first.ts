/** `<predict-first data-answer="1">`: the answer stays closed until an option is chosen, and opening it commits. */
class PredictFirst extends HTMLElement {
  connectedCallback(): void {
    const details = this.querySelector('details');
    const summary = this.querySelector('summary');
    if (details === null || summary === null) return;
    const wording = summary.textContent ?? '';
    const lock = (locked: boolean): void => {
      summary.setAttribute('aria-disabled', String(locked));
      summary.textContent = locked ? 'Choose an answer first' : wording;
    };

    lock(this.#choice === null);
    this.addEventListener('change', () => lock(false));
    summary.addEventListener('click', (event) => {
      if (this.#choice === null) event.preventDefault();
    });
    details.addEventListener('toggle', () => {
      if (!details.open || this.hasAttribute('data-shown')) return;
      summary.textContent = 'What Django does';
      this.#commit();
    });
  }

  get #choice(): number | null {
    const checked = this.querySelector<HTMLInputElement>('input:checked');
    return checked === null ? null : Number(checked.value);
  }

  #commit(): void {
    const choice = this.#choice;
    const answer = Number(this.dataset['answer']);
    this.setAttribute('data-shown', '');
    const verdict = this.querySelector('.verdict');
    if (verdict)
      verdict.textContent = choice === answer ? 'You predicted right.' : 'You predicted otherwise.';
    for (const [index, label] of this.querySelectorAll('label').entries()) {
      const input = label.querySelector('input');
      const note = label.querySelector('em');
      if (input) input.disabled = true;
      if (note === null || (index !== answer && index !== choice)) continue;
      note.hidden = false;
      note.textContent = index === answer ? 'happens' : 'your prediction';
      label.classList.add(index === answer ? 'true' : 'missed');
    }
  }
}

if (!customElements.get('predict-first')) customElements.define('predict-first', PredictFirst);
