import type { Stack, View } from '../../stack/schema.ts';
import { ActionList } from './ActionList.tsx';
import { kindsAt } from './actions.ts';
import type { Playground } from './playground.ts';

interface Props {
  readonly playground: Playground;
  readonly stack: Stack;
}

/** The first route and its view: what the view does with a request. */
export function ViewForm({ playground, stack: { views, routes } }: Props) {
  const [view] = views;
  const [route] = routes;
  if (view === undefined) return null;
  const set = (changes: Partial<View>) =>
    playground.change({ views: [{ ...view, ...changes }, ...views.slice(1)] });
  return (
    <>
      <h3>The view</h3>
      <div class="fields">
        {route !== undefined && (
          <label class="wide">
            <span>Route</span>
            <input
              type="text"
              value={route.route}
              onInput={({ currentTarget }) =>
                playground.change({ routes: [{ ...route, route: currentTarget.value }, ...routes.slice(1)] })
              }
              spellcheck={false}
              autocomplete="off"
            />
          </label>
        )}
        <label>
          <span>Runs</span>
          <select
            value={view.mode}
            onChange={({ currentTarget }) => set({ mode: currentTarget.value as View['mode'] })}
          >
            <option value="sync">sync</option>
            <option value="async">async</option>
          </select>
        </label>
      </div>
      <ActionList
        label="the view"
        actions={view.does}
        kinds={kindsAt('view')}
        onChange={(does) => set({ does })}
      />
    </>
  );
}
