import type { Route } from './schema.ts';
import { call, importFrom, printModule, pythonString, type Statement } from './to-python-code.ts';

/**
 * `bookshop/urls.py`.
 * @param handler500 the view that answers for unhandled exceptions; null for Django's own
 */
export function urlsModule(routes: readonly Route[], handler500: string | null): string {
  const imports = [
    ...(routes.length > 0 ? [importFrom('django.urls', ['path']), '', 'from stack import views'] : []),
  ];
  const entries = routes.map(({ route, view }) => call('path', pythonString(route), `views.${view}`));
  const urlpatterns: Statement = {
    before: 'urlpatterns = ',
    bracketed: { open: '[', items: entries, close: ']', display: true, broken: true },
    after: '',
  };
  return printModule(imports, [
    urlpatterns,
    ...(handler500 === null ? [] : ['', `handler500 = ${pythonString(`stack.views.${handler500}`)}`]),
  ]);
}
