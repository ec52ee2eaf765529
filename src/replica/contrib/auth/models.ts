/** Mirrors `User` and `AnonymousUser` of `django/contrib/auth/models.py`, in what the pipeline asks of them. */
export interface User {
  /** What `str(user)` gives. */
  readonly username: string;
  readonly isAuthenticated: boolean;
}

export const anonymousUser: User = { username: 'AnonymousUser', isAuthenticated: false };
