import { useStore } from '@nanostores/preact';
import type { Attempt } from './attempt.ts';
import type { FileView } from './view.ts';

interface Props {
  readonly attempt: Attempt;
  readonly file: FileView;
  readonly alive: boolean;
  /** The learner wants to write. */
  onWant(): void;
}

/** What stands in the editor's place: the start as the build highlighted it, or the draft as plain text. */
export function Placeholder({ attempt, file, alive, onWant }: Props) {
  const text = useStore(attempt.$texts, { ssr: 'initial' })[file.path] ?? file.text;
  const highlighted = !alive || text === file.text;
  const about = {
    class: 'placeholder',
    tabIndex: 0,
    role: 'textbox',
    'aria-multiline': true,
    'aria-readonly': true,
    'aria-label': file.editable ? `${file.path}, opens for editing on focus` : `${file.path}, read-only`,
    onPointerDown: onWant,
    onKeyDown: ({ key }: KeyboardEvent) => key !== 'Tab' && key !== 'Shift' && onWant(),
  } as const;
  return highlighted ? (
    // The build's own highlighting of the course's own file.
    <div key={file.path} {...about} dangerouslySetInnerHTML={{ __html: file.html }} />
  ) : (
    <div key={`${file.path} draft`} {...about}>
      <pre>
        <code>
          {text.split('\n').map((line, index) => (
            <span class="line" key={index}>{`${line}\n`}</span>
          ))}
        </code>
      </pre>
    </div>
  );
}
