import { Plus } from 'lucide-preact';
import { shippedMiddleware } from '../../replica/shipped.ts';
import { layerName } from '../../stack/layer-name.ts';
import { shippedByDjango } from '../../stack/shipped.ts';
import { shortName } from '../../trace/phrases.ts';
import type { Playground } from './playground.ts';
import { newLayer } from './start.ts';

interface Props {
  readonly playground: Playground;
  /** An own layer was added: its form is what comes next. */
  onAdded(key: string): void;
}

/** Django's own middleware to choose from, and layers of one's own. */
export function AddLayer({ playground, onAdded }: Props) {
  const addOwn = () => {
    const taken = playground.$layers.get().map(({ layer }) => layerName(layer));
    onAdded(playground.add(newLayer(taken)));
  };
  return (
    <div class="add">
      <button type="button" class="button" onClick={addOwn}>
        <Plus size={15} aria-hidden="true" />A layer of your own
      </button>
      <details>
        <summary>Add one of Django’s</summary>
        <ul>
          {shippedByDjango.map(({ path, purpose, place, needs }) => (
            <li key={path}>
              <button
                type="button"
                class="button quiet"
                aria-label={`Add ${shortName(path)}`}
                onClick={() => playground.add({ shipped: path })}
              >
                <Plus size={15} aria-hidden="true" />
              </button>
              <p>
                <b>{shortName(path)}</b>
                {!(path in shippedMiddleware) && <span class="tag">real Django only</span>}
                <span>{purpose}</span>
                {place !== null && <span class="place-of">Belongs {place}.</span>}
                {needs !== undefined && (
                  <span class="place-of">Needs {needs}; the bookshop has neither.</span>
                )}
              </p>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
