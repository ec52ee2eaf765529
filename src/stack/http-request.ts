import type { Stack, StackRequest } from './schema.ts';
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

export function toHttpRequest({ server, request }: Stack): StackHttpRequest {
  const { method, path, headers = {}, body } = request;
  const cookies = cookiesOf(request);
  return { server, method, path, headers, cookies, ...(body !== undefined && { body }) };
}

/** Somebody who is signed in sends the cookie of their session. */
export function cookiesOf({ cookies = {}, signedIn }: StackRequest): Readonly<Record<string, string>> {
  return { ...cookies, ...(signedIn && { sessionid: SIGNED_IN_SESSION }) };
}
