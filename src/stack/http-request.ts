import type { Stack } from './schema.ts';
import { SIGNED_IN_SESSION } from './signed-in.ts';

/** A stack's request as it goes to real Django: `HttpRequest` of src/django/exchange.ts. */
export interface StackHttpRequest {
  readonly server: Stack['server'];
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Somebody who is signed in sends the cookie of their session. */
export function toHttpRequest({ server, request }: Stack): StackHttpRequest {
  const { method, path, headers = {}, cookies = {}, body, signedIn } = request;
  const session = signedIn ? { sessionid: SIGNED_IN_SESSION } : {};
  return {
    server,
    method,
    path,
    headers,
    cookies: { ...cookies, ...session },
    ...(body !== undefined && { body }),
  };
}
