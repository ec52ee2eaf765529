import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly initial: string;
  readonly yes: string;
  /** Why a path can't be taken, as a sentence; null when it can. */
  problemWith(path: string): string | null;
  onPath(path: string): void;
  onClose(): void;
}

/** Asks for a file's path until it is a possible one. Escape and the first button both mean none. */
export function PathDialog({ title, text, initial, yes, problemWith, onPath, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
    input.current?.select();
  }, []);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const path = input.current?.value.trim() ?? '';
    const found = path === initial && initial !== '' ? null : problemWith(path);
    setProblem(found);
    if (found === null && path !== initial) onPath(path);
    if (found === null) dialog.current?.close();
    else input.current?.focus();
  };

  return (
    <dialog ref={dialog} class="confirm" aria-labelledby="path-title" onClose={onClose}>
      <h2 id="path-title">{title}</h2>
      <form onSubmit={submit}>
        <label class="path-field">
          {text}
          <input
            ref={input}
            type="text"
            defaultValue={initial}
            spellcheck={false}
            autocapitalize="off"
            autocomplete="off"
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : 'path-problem'}
          />
        </label>
        {problem !== null && (
          <p class="path-problem" id="path-problem" role="alert">
            {problem}
          </p>
        )}
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
        <button type="submit" class="button primary">
          {yes}
        </button>
      </form>
    </dialog>
  );
}
