/**
 * Mirrors `PermissionDenied`, `BadRequest`, `SuspiciousOperation`, `DisallowedHost`, `ImproperlyConfigured` and
 * `MiddlewareNotUsed` of `django/core/exceptions.py`, with `Http404` of `django/http/response.py`, `Resolver404` and `NoReverseMatch`
 * of `django/urls/exceptions.py`, `ContentNotRenderedError` of `django/template/response.py`, and the few of Python's
 * own exceptions that Django's pipeline runs into.
 */

/** An exception that Python code raised. `path` is its class as Python prints it: `ValueError`, or a dotted path. */
export class PythonException extends Error {
  readonly path: string = 'Exception';
}

export class Http404 extends PythonException {
  override readonly path: string = 'django.http.response.Http404';
}
export class Resolver404 extends Http404 {
  override readonly path: string = 'django.urls.exceptions.Resolver404';
}
export class NoReverseMatch extends PythonException {
  override readonly path: string = 'django.urls.exceptions.NoReverseMatch';
}
export class PermissionDenied extends PythonException {
  override readonly path: string = 'django.core.exceptions.PermissionDenied';
}
export class BadRequest extends PythonException {
  override readonly path: string = 'django.core.exceptions.BadRequest';
}
export class SuspiciousOperation extends PythonException {
  override readonly path: string = 'django.core.exceptions.SuspiciousOperation';
}
export class DisallowedHost extends SuspiciousOperation {
  override readonly path: string = 'django.core.exceptions.DisallowedHost';
}
export class ImproperlyConfigured extends PythonException {
  override readonly path: string = 'django.core.exceptions.ImproperlyConfigured';
}
export class MiddlewareNotUsed extends PythonException {
  override readonly path: string = 'django.core.exceptions.MiddlewareNotUsed';
}
export class ContentNotRenderedError extends PythonException {
  override readonly path: string = 'django.template.response.ContentNotRenderedError';
}
export class ValueError extends PythonException {
  override readonly path: string = 'ValueError';
}
export class PythonTypeError extends PythonException {
  override readonly path: string = 'TypeError';
}
export class AttributeError extends PythonException {
  override readonly path: string = 'AttributeError';
}
export class PythonRuntimeError extends PythonException {
  override readonly path: string = 'RuntimeError';
}

/** The class of what was thrown, as Python would name it; a mistake in TypeScript code keeps its JavaScript name. */
export function exceptionPath(thrown: unknown): string {
  if (thrown instanceof PythonException) return thrown.path;
  return thrown instanceof Error ? thrown.name : String(thrown);
}
