// Mirrors django/core/exceptions.py, and Http404 of django/http/response.py.

/** There is nothing at this address: 404. */
export class Http404 extends Error {
  override readonly name = 'Http404';
}

/** This user may not do that: 403. */
export class PermissionDenied extends Error {
  override readonly name = 'PermissionDenied';
}

/** The request makes no sense: 400. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

/** The request looks like an attack: 400, and a line in the security log. */
export class SuspiciousOperation extends Error {
  override readonly name = 'SuspiciousOperation';
}

/** Thrown by a middleware factory: this layer is not needed here, go on without it. */
export class MiddlewareNotUsed extends Error {
  override readonly name = 'MiddlewareNotUsed';
}

/** The project is set up wrongly: it must not start. */
export class ImproperlyConfigured extends Error {
  override readonly name = 'ImproperlyConfigured';
}
