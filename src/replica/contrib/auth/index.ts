/**
 * Mirrors `get_user` and `aget_user` of `django/contrib/auth/__init__.py`, with `ModelBackend` of
 * `django/contrib/auth/backends.py`.
 */
import { AttributeError } from '../../exceptions.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { Process } from '../../process.ts';
import { type Coroutine, syncToAsync } from '../../sync.ts';
import { anonymousUser, type User } from './models.ts';

/** `SESSION_KEY`: where `login()` leaves the user's id in the session. */
export const sessionKey = '_auth_user_id';

/** Two queries for somebody who is logged in: the session, then the user. None where there is no session. */
export function getUser(request: HttpRequest, { database }: Process): User {
  const id = sessionOf(request).get(sessionKey);
  return id === null ? anonymousUser : asUser(database.selectUser(id));
}

export function* agetUser(request: HttpRequest, { database, recorder }: Process): Coroutine<User> {
  const id = yield* sessionOf(request).aget(sessionKey);
  if (id === null) return anonymousUser;
  return asUser(yield* syncToAsync(() => database.selectUser(id), 'QuerySet.get', recorder)());
}

function sessionOf(request: HttpRequest): NonNullable<HttpRequest['session']> {
  if (!request.session) throw new AttributeError("'WSGIRequest' object has no attribute 'session'");
  return request.session;
}

function asUser(row: { readonly username: string } | null): User {
  return row === null ? anonymousUser : { username: row.username, isAuthenticated: true };
}
