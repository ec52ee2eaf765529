import { importFrom, type Statement } from './to-python-code.ts';

/** Where the names that a stack's Python uses come from. */
const modules = {
  'asgiref.sync': ['iscoroutinefunction', 'markcoroutinefunction'],
  'django.contrib.auth.decorators': ['login_not_required'],
  'django.core.exceptions': ['BadRequest', 'MiddlewareNotUsed', 'PermissionDenied', 'SuspiciousOperation'],
  'django.http': ['Http404', 'HttpResponse', 'StreamingHttpResponse'],
  'django.middleware.csrf': ['get_token'],
  'django.shortcuts': ['render'],
  'django.template.response': ['TemplateResponse'],
  'django.utils.decorators': ['async_only_middleware', 'sync_and_async_middleware'],
  'django.utils.deprecation': ['MiddlewareMixin'],
  'django.views.decorators.csrf': ['csrf_exempt'],
} as const;

export type ImportedName = (typeof modules)[keyof typeof modules][number];

/** Every name that may be imported: no layer and no view can be called so. */
export const importedNames: ReadonlySet<string> = new Set(Object.values(modules).flat());

/** The names that a module turned out to use. */
export class Imports {
  readonly #used = new Set<string>();

  /** Notes that the module uses `name`, and returns it. */
  use(name: ImportedName): string {
    this.#used.add(name);
    return name;
  }

  statements(): Statement[] {
    return Object.entries(modules).flatMap(([module, names]) => {
      const used = names.filter((name) => this.#used.has(name));
      return used.length === 0 ? [] : [importFrom(module, used)];
    });
  }
}
