import { parametersOf } from './route.ts';
import type { Stack, View } from './schema.ts';
import { viewTemplate } from './template-names.ts';
import { type ActionPlace, actionStatements } from './to-python-actions.ts';
import { type Block, definition, printModule } from './to-python-code.ts';
import { Imports } from './to-python-imports.ts';

/** The view that `handler500` names when the error page itself breaks. No view of a stack can be called so. */
export const BROKEN_ERROR_PAGE = 'broken_error_page';

/** `stack/views.py`. A view takes every argument that its routes, or a `process_view`, may hand it. */
export function viewsModule(stack: Stack): string {
  const imports = new Imports();
  const views = stack.views.map((view) => viewDefinition(view, parameters(view, stack), imports));
  const errorPage = definition(
    BROKEN_ERROR_PAGE,
    ['request'],
    ['raise RuntimeError("raised by the error page")'],
  );
  const all = stack.handler500 === 'raises' ? [...views, errorPage] : views;
  return printModule(imports.statements(), all);
}

function viewDefinition(view: View, parameters: readonly string[], imports: Imports): Block {
  const isAsync = view.mode === 'async';
  const decorators = [
    ...(view.csrf_exempt ? [`@${imports.use('csrf_exempt')}`] : []),
    ...(view.login_not_required ? [`@${imports.use('login_not_required')}`] : []),
  ];
  const place: ActionPlace = { owner: view.name, async: isAsync, template: viewTemplate(view.name), imports };
  const { statements, ends } = actionStatements(view.does, place);
  const body = ends ? statements : [...statements, 'return None'];
  return definition(view.name, ['request', ...parameters], body, { async: isAsync, decorators });
}

/** The names when every route to the view has the same, `**kwargs` when they differ or a hook adds one. */
function parameters(view: View, stack: Stack): readonly string[] {
  const lists = stack.routes
    .filter((route) => route.view === view.name)
    .map(({ route }) => parametersOf(route));
  const first = lists[0] ?? [];
  const same = lists.every(
    (names) => names.length === first.length && names.every((name) => first.includes(name)),
  );
  const added = stack.middleware
    .flatMap((layer) => ('own' in layer ? (layer.process_view ?? []) : []))
    .flatMap((action) => (action.do === 'set-kwarg' ? [action.name] : []));
  return same && added.every((name) => first.includes(name)) ? first : ['**kwargs'];
}
