import { GripVertical } from 'lucide-preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { layerName } from '../../stack/layer-name.ts';
import { asWrittenWords } from './as-written.ts';
import type { Diagram } from './diagram.ts';
import { type Behaviour, type Entry, layerPackage } from './entries.ts';

interface Props {
  readonly diagram: Diagram;
  readonly entry: Entry;
  readonly index: number;
  readonly total: number;
  readonly alive: boolean;
}

const behaviours: readonly (readonly [Behaviour, string])[] = [
  ['answers', 'answers 503'],
  ['raises-before', 'raises before get_response'],
  ['raises-after', 'raises after get_response'],
];

/** One line of MIDDLEWARE: its handle, its path, what it does, and whether it is there at all. */
export function StackEntry({ diagram, entry, index, total, alive }: Props) {
  const { key, layer, on, behaviour } = entry;
  const name = layerName(layer);

  const handle = useRef<HTMLButtonElement>(null);
  const moving = useRef(false);

  // A row that is moved in the document loses the focus that was in it.
  useLayoutEffect(() => {
    if (moving.current) handle.current?.focus();
    moving.current = false;
  }, [index]);

  function onKeyDown(event: KeyboardEvent): void {
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: Number.MAX_SAFE_INTEGER }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    moving.current = true;
    void diagram.move(key, to);
  }

  return (
    <li data-key={key} class={on ? '' : 'off'}>
      <button
        ref={handle}
        type="button"
        class="stack-handle"
        data-handle
        disabled={!alive}
        aria-label={`Move ${name}, ${index + 1} of ${total}`}
        aria-roledescription="handle, moves with the arrow keys"
        onKeyDown={onKeyDown}
      >
        <GripVertical size={16} aria-hidden="true" />
      </button>
      <code>
        {!on && <span class="stack-hash"># </span>}
        {'"'}
        <span class="stack-path">{layerPackage(layer)}</span>
        <b>{`${name}"`}</b>,
      </code>
      {'own' in layer && (
        <select
          aria-label={`What ${name} does`}
          disabled={!alive || !on}
          value={behaviour}
          onChange={(event) => diagram.behave(key, event.currentTarget.value as Behaviour)}
        >
          <option value="as-written" selected={behaviour === 'as-written'}>
            {`as written: ${asWrittenWords(layer)}`}
          </option>
          {behaviours.map(([value, words]) => (
            <option key={value} value={value} selected={value === behaviour}>
              {words}
            </option>
          ))}
        </select>
      )}
      <label class="stack-switch">
        <input
          type="checkbox"
          role="switch"
          aria-checked={on}
          aria-label={`${name} is on`}
          disabled={!alive}
          checked={on}
          onChange={(event) => diagram.switch(key, event.currentTarget.checked)}
        />
      </label>
    </li>
  );
}
