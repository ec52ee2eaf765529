/** Mirrors `parse_cookie` of `django/http/cookie.py`, and how Python prints a cookie. */

/** The attributes of a cookie, as `HttpResponse.set_cookie` takes them. */
export interface CookieOptions {
  /** Seconds. */
  readonly maxAge?: number | null;
  readonly path?: string;
  readonly secure?: boolean;
  readonly httponly?: boolean;
  readonly samesite?: string | null;
}

export interface Morsel extends CookieOptions {
  readonly value: string;
  /** HTTP's date format, or null. */
  readonly expires: string | null;
}

/** `Cookie: a=1; b=2` as a record. */
export function parseCookie(header: string): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const chunk of header.split(';')) {
    const equals = chunk.indexOf('=');
    const name = equals < 0 ? '' : chunk.slice(0, equals).trim();
    const value = chunk.slice(equals + 1).trim();
    if (name !== '' || value !== '') cookies[name] = value.replace(/^"(.*)"$/, '$1');
  }
  return cookies;
}

/** The value of a `Set-Cookie` header: attributes in the alphabetical order in which Python prints them. */
export function cookieOutput(name: string, morsel: Morsel): string {
  const { value, expires, httponly, maxAge, path, samesite, secure } = morsel;
  return [
    `${name}=${value === '' ? '""' : value}`,
    expires !== null && `expires=${expires}`,
    httponly && 'HttpOnly',
    maxAge != null && `Max-Age=${maxAge}`,
    path && `Path=${path}`,
    samesite && `SameSite=${samesite}`,
    secure && 'Secure',
  ]
    .filter((part) => typeof part === 'string')
    .join('; ');
}

/** `Thu, 01 Jan 1970 00:00:00 GMT`, as `django.utils.http.http_date` prints it. */
export function httpDate(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toUTCString();
}
