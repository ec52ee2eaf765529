import type { OwnLayer } from '../../stack/schema.ts';
import { ActionList } from './ActionList.tsx';
import { kindsAt } from './actions.ts';

interface Props {
  readonly layer: OwnLayer;
  onChange(layer: OwnLayer): void;
}

const hooks = ['process_view', 'process_exception', 'process_template_response'] as const;

/** What a layer of one's own is called, how it is written, and what it does. */
export function OwnLayerForm({ layer, onChange }: Props) {
  const { style } = layer;
  const before = style === 'mixin' ? 'process_request' : 'before get_response';
  const after = style === 'mixin' ? 'process_response' : 'after get_response';

  function setStyle(next: OwnLayer['style']): void {
    const { process_view, process_exception, process_template_response, ...rest } = layer;
    // A function has no methods.
    onChange({ ...(next === 'function' ? rest : layer), style: next });
  }

  function setHook(hook: (typeof hooks)[number], has: boolean): void {
    const { [hook]: _, ...rest } = layer;
    onChange(has ? { ...rest, [hook]: [] } : rest);
  }

  return (
    <div class="own-form">
      <div class="fields">
        <label>
          <span>Name</span>
          <input
            type="text"
            value={layer.own}
            onInput={({ currentTarget }) => onChange({ ...layer, own: currentTarget.value })}
            spellcheck={false}
            autocomplete="off"
          />
        </label>
        <label>
          <span>Written as</span>
          <select
            value={style}
            onChange={({ currentTarget }) => setStyle(currentTarget.value as OwnLayer['style'])}
          >
            <option value="class">a class</option>
            <option value="function">a function</option>
            <option value="mixin">a MiddlewareMixin</option>
          </select>
        </label>
        <label>
          <span>Runs</span>
          <select
            value={layer.mode}
            onChange={({ currentTarget }) =>
              onChange({ ...layer, mode: currentTarget.value as OwnLayer['mode'] })
            }
          >
            <option value="sync">sync</option>
            <option value="async">async</option>
            <option value="both">either</option>
          </select>
        </label>
      </div>
      {(['before', 'after'] as const).map((place) => {
        const label = place === 'before' ? before : after;
        return (
          <div class="place-form" key={place}>
            <code>{label}</code>
            <ActionList
              label={label}
              actions={layer[place]}
              kinds={kindsAt(place, style)}
              onChange={(actions) => onChange({ ...layer, [place]: actions })}
            />
          </div>
        );
      })}
      {style !== 'function' &&
        hooks.map((hook) => (
          <div class="place-form" key={hook}>
            <label class="has">
              <input
                type="checkbox"
                checked={layer[hook] !== undefined}
                onChange={({ currentTarget }) => setHook(hook, currentTarget.checked)}
              />
              <code>{hook}</code>
            </label>
            {layer[hook] !== undefined && (
              <ActionList
                label={hook}
                actions={layer[hook]}
                kinds={kindsAt(hook)}
                onChange={(actions) => onChange({ ...layer, [hook]: actions })}
              />
            )}
          </div>
        ))}
      <label class="has">
        <input
          type="checkbox"
          checked={layer.unused === true}
          onChange={({ currentTarget }) => {
            const { unused, ...rest } = layer;
            onChange(currentTarget.checked ? { ...rest, unused: true } : rest);
          }}
        />
        raises <code>MiddlewareNotUsed</code> when it is built
      </label>
    </div>
  );
}
