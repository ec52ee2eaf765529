import type { HttpRequest } from '../replica/http/request.ts';
import type { Process } from '../replica/process.ts';
import { type Coroutine, runToEnd } from '../replica/sync.ts';
import type { View } from '../replica/urls/resolvers.ts';
import { type Outcome, perform } from './perform.ts';
import type { View as ViewData } from './schema.ts';
import { viewTemplate } from './template-names.ts';

/** A described view as a view of the replica; an `async def` becomes a coroutine function. */
export function toView(view: ViewData, processOf: () => Process): View {
  const isAsync = view.mode === 'async';
  const run = (request: HttpRequest): Coroutine<Outcome> =>
    perform(view.does, { request, isAsync, template: viewTemplate(view.name), process: processOf() });
  const func = isAsync
    ? function* (request: HttpRequest) {
        return (yield* run(request)) ?? null;
      }
    : (request: HttpRequest) => runToEnd(run(request)) ?? null;
  return Object.assign(func, {
    path: `stack.views.${view.name}`,
    csrfExempt: view.csrf_exempt ?? false,
    loginRequired: !view.login_not_required,
  });
}
