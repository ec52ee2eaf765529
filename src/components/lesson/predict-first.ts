import type { Prediction } from '../../course/progress.ts';
import { keepPrediction, predictionOf } from '../progress/predictions.ts';

/**
 * `<predict-first data-lesson data-question data-answer>`: the answer stays closed until an option is chosen, and opening
 * it commits. What was chosen is kept, and shown again on the next visit.
 */
class PredictFirst extends HTMLElement {
  connectedCallback(): void {
    const options = this.querySelector('fieldset');
    const details = this.querySelector('details');
    const summary = this.querySelector('summary');
    const again = this.querySelector<HTMLButtonElement>('.said button');
    if (options === null || details === null || summary === null || again === null) return;
    const wording = summary.textContent ?? '';
    const lock = (locked: boolean): void => {
      summary.setAttribute('aria-disabled', String(locked));
      summary.textContent = locked ? 'Choose an answer first' : wording;
    };
    const commit = (): void => {
      summary.textContent = 'What Django does';
      this.#judge();
      again.hidden = false;
    };

    const kept = this.#recall();
    lock(this.#chosen === undefined);
    if (kept?.seen) {
      commit();
      details.open = kept.open;
    }
    // Only now: what a reader did long ago is no news.
    this.querySelector('.verdict')?.setAttribute('role', 'status');

    // Of the options alone: a diagram in the answer has changes of its own.
    options.addEventListener('change', () => {
      lock(false);
      this.#keep(false, false);
    });
    summary.addEventListener('click', (event) => {
      if (this.#chosen === undefined) event.preventDefault();
    });
    details.addEventListener('toggle', () => {
      if (details.open && !this.#isJudged) commit();
      if (this.#isJudged) this.#keep(true, details.open);
    });
    again.addEventListener('click', () => {
      keepPrediction(this.#lesson, this.#question, null);
      details.open = false;
      again.hidden = true;
      this.#clear();
      lock(true);
      options.querySelector('input')?.focus();
    });
  }

  get #lesson(): string {
    return this.dataset['lesson'] ?? '';
  }

  get #question(): string {
    return this.dataset['question'] ?? '';
  }

  get #labels(): readonly HTMLLabelElement[] {
    return [...this.querySelectorAll<HTMLLabelElement>('fieldset label')];
  }

  get #chosen(): HTMLLabelElement | undefined {
    return this.#labels.find((label) => label.querySelector('input')?.checked);
  }

  get #isJudged(): boolean {
    return this.hasAttribute('data-shown');
  }

  /** Chooses what was kept. Null when nothing was, or when the lesson has no such option any more. */
  #recall(): Prediction | null {
    const kept = predictionOf(this.#lesson, this.#question);
    const label = this.#labels.find((one) => textOf(one) === kept?.chose);
    const input = label?.querySelector('input');
    if (kept === null || !input) return null;
    input.checked = true;
    return kept;
  }

  #keep(seen: boolean, open: boolean): void {
    if (this.#chosen)
      keepPrediction(this.#lesson, this.#question, { chose: textOf(this.#chosen), seen, open });
  }

  #judge(): void {
    const labels = this.#labels;
    const truth = labels[Number(this.dataset['answer'])];
    const chosen = this.#chosen;
    this.setAttribute('data-shown', '');
    const verdict = this.querySelector('.verdict');
    if (verdict) verdict.textContent = chosen === truth ? 'You predicted right.' : 'You predicted otherwise.';
    for (const label of labels) {
      const input = label.querySelector('input');
      const note = label.querySelector('em');
      if (input) input.disabled = true;
      if (note === null || (label !== truth && label !== chosen)) continue;
      note.hidden = false;
      note.textContent = label === truth ? 'happens' : 'your prediction';
      label.classList.add(label === truth ? 'true' : 'missed');
    }
  }

  #clear(): void {
    this.removeAttribute('data-shown');
    const verdict = this.querySelector('.verdict');
    if (verdict) verdict.textContent = '';
    for (const label of this.#labels) {
      const input = label.querySelector('input');
      const note = label.querySelector('em');
      if (input) Object.assign(input, { disabled: false, checked: false });
      if (note) note.hidden = true;
      label.classList.remove('true', 'missed');
    }
  }
}

/** An option as it is shown. */
function textOf(label: HTMLLabelElement): string {
  return label.querySelector('span')?.textContent?.trim() ?? '';
}

if (!customElements.get('predict-first')) customElements.define('predict-first', PredictFirst);
