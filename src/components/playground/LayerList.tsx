import { useStore } from '@nanostores/preact';
import { GripVertical, Pencil, X } from 'lucide-preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { layerName } from '../../stack/layer-name.ts';
import { makeSortable } from '../diagram/sortable.ts';
import { OwnLayerForm } from './OwnLayerForm.tsx';
import type { Playground } from './playground.ts';
import type { KeyedLayer } from './state.ts';

interface Props {
  readonly playground: Playground;
  /** The key of the own layer whose form is open. */
  readonly open: string | null;
  onOpen(key: string | null): void;
}

/** MIDDLEWARE: put in order by its handles, with a mouse, a finger or the arrow keys. */
export function LayerList({ playground, open, onOpen }: Props) {
  const layers = useStore(playground.$layers);
  const list = useRef<HTMLOListElement>(null);
  const focusNext = useRef<{ readonly key: string; readonly on: 'handle' | 'remove' } | null>(null);
  // A row that is moved in the document, or leaves it, takes the focus with it.
  useLayoutEffect(() => {
    const { key, on } = focusNext.current ?? {};
    focusNext.current = null;
    const rows = [...(list.current?.children ?? [])] as HTMLElement[];
    rows
      .find((row) => row.dataset['key'] === key)
      ?.querySelector<HTMLElement>(`[data-${on}]`)
      ?.focus();
  }, [layers]);
  useEffect(() => {
    if (list.current === null) return;
    return makeSortable(list.current, ({ key, to }) => playground.move(key, to));
  }, [playground]);
  return (
    <div class="layers">
      <code>MIDDLEWARE = [</code>
      <ol ref={list} aria-label="MIDDLEWARE, outermost first">
        {layers.map((one, index) => (
          <Line
            key={one.key}
            line={one}
            index={index}
            playground={playground}
            open={open === one.key}
            onOpen={onOpen}
            onMove={(to) => {
              focusNext.current = { key: one.key, on: 'handle' };
              playground.move(one.key, to);
            }}
            onRemove={() => {
              const neighbour = layers[index + 1] ?? layers[index - 1];
              focusNext.current = neighbour ? { key: neighbour.key, on: 'remove' } : null;
              playground.remove(one.key);
            }}
          />
        ))}
      </ol>
      <code>]</code>
    </div>
  );
}

interface LineProps {
  readonly playground: Playground;
  readonly line: KeyedLayer;
  readonly index: number;
  readonly open: boolean;
  onOpen(key: string | null): void;
  onMove(to: number): void;
  onRemove(): void;
}

function Line({ playground, line: { key, layer }, index, open, onOpen, onMove, onRemove }: LineProps) {
  const name = layerName(layer);
  const folder = 'own' in layer ? 'stack.layers.' : layer.shipped.slice(0, -name.length);
  const own = 'own' in layer ? layer : null;

  function onKeyDown(event: KeyboardEvent): void {
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: Number.MAX_SAFE_INTEGER }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onMove(to);
  }

  return (
    <li data-key={key} data-layer={name}>
      <div class="layer-line">
        <button
          type="button"
          class="handle"
          data-handle
          aria-label={`Move ${name}, ${index + 1}`}
          aria-roledescription="handle, moves with the arrow keys"
          onKeyDown={onKeyDown}
        >
          <GripVertical size={16} aria-hidden="true" />
        </button>
        <code>
          "<span class="folder">{folder}</span>
          <span class="name">
            <b>{name}</b>",
          </span>
        </code>
        {own && (
          <button
            type="button"
            class="button quiet"
            aria-label={`Edit ${name}`}
            aria-expanded={open}
            onClick={() => onOpen(open ? null : key)}
          >
            <Pencil size={14} aria-hidden="true" />
          </button>
        )}
        <button
          type="button"
          class="button quiet"
          aria-label={`Remove ${name}`}
          data-remove
          onClick={onRemove}
        >
          <X size={15} aria-hidden="true" />
        </button>
      </div>
      {open && own && <OwnLayerForm layer={own} onChange={(next) => playground.replace(key, next)} />}
    </li>
  );
}
