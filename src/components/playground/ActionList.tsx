import { X } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import type { Action } from '../../stack/schema.ts';
import { type ActionKind, actionForms, exceptions, type Field, fieldText, withField } from './actions.ts';

interface Props {
  /** What the list is called, for those who don't see it: `before get_response`. */
  readonly label: string;
  readonly actions: readonly Action[];
  readonly kinds: readonly ActionKind[];
  onChange(actions: readonly Action[]): void;
}

/** A list of actions: what each does, its fields, and one more. */
export function ActionList({ label, actions, kinds, onChange }: Props) {
  const add = useRef<HTMLSelectElement>(null);
  return (
    <div class="actions-of">
      {actions.length > 0 && (
        <ol aria-label={label}>
          {actions.map((action, index) => (
            <li key={index}>
              <fieldset>
                <legend>{actionForms[action.do].label}</legend>
                {actionForms[action.do].fields.map((field) => (
                  <FieldInput
                    key={field.name}
                    field={field}
                    value={fieldText(action, field)}
                    onChange={(typed) => onChange(actions.with(index, withField(action, field, typed)))}
                  />
                ))}
              </fieldset>
              <button
                type="button"
                class="button quiet"
                aria-label={`Remove “${actionForms[action.do].label}” from ${label}`}
                onClick={() => {
                  // The button goes, and would take the focus with it.
                  add.current?.focus();
                  onChange(actions.toSpliced(index, 1));
                }}
              >
                <X size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ol>
      )}
      <select
        ref={add}
        aria-label={`Add to ${label}`}
        value=""
        onChange={({ currentTarget }) => {
          const kind = currentTarget.value as ActionKind;
          currentTarget.value = '';
          onChange([...actions, actionForms[kind].start]);
        }}
      >
        <option value="">{actions.length === 0 ? 'does nothing; add a step' : 'add a step'}</option>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {actionForms[kind].label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface FieldProps {
  readonly field: Field;
  readonly value: string;
  onChange(typed: string): void;
}

function FieldInput({ field, value, onChange }: FieldProps) {
  const onInput = ({ currentTarget }: { currentTarget: { value: string } }) => onChange(currentTarget.value);
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: each of the four is one
    <label class={field.kind}>
      <span>{field.label}</span>
      {field.kind === 'exception' ? (
        <select value={value} onChange={onInput}>
          {exceptions.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      ) : field.kind === 'lines' ? (
        <textarea rows={2} value={value} onInput={onInput} spellcheck={false} />
      ) : field.kind === 'status' ? (
        <input type="number" min={200} max={599} value={value} onInput={onInput} />
      ) : (
        <input type="text" value={value} onInput={onInput} spellcheck={false} autocomplete="off" />
      )}
    </label>
  );
}
