import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  onYes(): void;
  onClose(): void;
}

/** Asks before something is lost. Escape and the first button both mean no. */
export function ConfirmDialog({ title, text, yes, no, onYes, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = (): void => {
    if (dialog.current?.returnValue === 'yes') onYes();
    onClose();
  };
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby="confirm-title" onClose={close}>
      <h2 id="confirm-title">{title}</h2>
      <p>{text}</p>
      <form method="dialog">
        <button type="submit" class="button">
          {no}
        </button>
        <button type="submit" class="button primary" value="yes">
          {yes}
        </button>
      </form>
    </dialog>
  );
}
