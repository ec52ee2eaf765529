import { Code, TextCursorInput } from 'lucide-preact';
import type { EditorKind } from '../editor/choice.ts';
import { $editor } from '../editor/preference.ts';

interface Props {
  /** The editor in use; null before the device is known. */
  readonly kind: EditorKind | null;
}

/** Lets the learner choose the other editor. Remembered. */
export function EditorSwitch({ kind }: Props) {
  const other = kind === 'plain' ? 'code' : 'plain';
  const Icon = other === 'plain' ? TextCursorInput : Code;
  return (
    <button
      type="button"
      class="button quiet editor-switch"
      disabled={kind === null}
      title={other === 'plain' ? 'A text field without extras' : 'Monaco, with completion and type checking'}
      onClick={() => $editor.set(other)}
    >
      <Icon size={15} aria-hidden="true" />
      <span>{other === 'plain' ? 'Plain editor' : 'Code editor'}</span>
    </button>
  );
}
