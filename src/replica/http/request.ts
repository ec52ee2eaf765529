/**
 * Mirrors `HttpRequest` of `django/http/request.py`, and the making of one by `WSGIRequest` of
 * `django/core/handlers/wsgi.py`.
 */
import type { User } from '../contrib/auth/models.ts';
import type { SessionStore } from '../contrib/sessions/backends/db.ts';
import { DisallowedHost } from '../exceptions.ts';
import type { Coroutine } from '../sync.ts';
import type { ResolverMatch } from '../urls/resolvers.ts';
import { parseCookie } from './cookie.ts';

/** A request as a client sends it, before a server has made an environ or a scope of it. */
export interface Sent {
  readonly method: string;
  /** Path and query string, percent-encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export class HttpRequest {
  readonly method: string;
  readonly path: string;
  pathInfo: string;
  readonly META: Record<string, string>;
  readonly COOKIES: Readonly<Record<string, string>>;
  readonly scheme = 'http';
  resolverMatch: ResolverMatch | null = null;
  readonly #body: string;
  #allowedHosts: readonly string[];

  /** Set by `SessionMiddleware`. */
  session?: SessionStore;
  /** Set by `AuthenticationMiddleware`: calling it is what touching the lazy object is in Python. */
  user?: () => User;
  auser?: () => Coroutine<User>;
  /** Kept here and not in the middleware: one that is listed twice fetches the user once. */
  cachedUser?: User;
  acachedUser?: User;
  /** Set by `CsrfViewMiddleware`, so that a request is checked once. */
  csrfProcessingDone = false;
  /** `META["CSRF_COOKIE"]` and `META["CSRF_COOKIE_NEEDS_UPDATE"]`. */
  csrfCookie: string | null = null;
  csrfCookieNeedsUpdate = false;

  constructor({ method, path, headers = {}, body = '' }: Sent, allowedHosts: readonly string[]) {
    const question = path.indexOf('?');
    const pathInfo = unquote(question < 0 ? path : path.slice(0, question)) || '/';
    this.method = method.toUpperCase();
    this.path = pathInfo;
    this.pathInfo = pathInfo;
    this.META = { QUERY_STRING: question < 0 ? '' : path.slice(question + 1), HTTP_HOST: 'bookshop.example' };
    for (const name in headers) {
      const key = name.toUpperCase().replaceAll('-', '_');
      this.META[key.startsWith('CONTENT_') ? key : `HTTP_${key}`] = headers[name] ?? '';
    }
    this.COOKIES = parseCookie(this.META['HTTP_COOKIE'] ?? '');
    this.#body = body;
    this.#allowedHosts = allowedHosts;
  }

  get GET(): URLSearchParams {
    return new URLSearchParams(this.META['QUERY_STRING']);
  }

  /** The form of a POST; empty for any other method or content type. */
  get POST(): URLSearchParams {
    const form = this.META['CONTENT_TYPE']?.startsWith('application/x-www-form-urlencoded');
    return new URLSearchParams(this.method === 'POST' && form ? this.#body : '');
  }

  isSecure(): boolean {
    return false;
  }

  /**
   * `get_host`: the only place where ALLOWED_HOSTS is looked at.
   * @throws {DisallowedHost} when the host isn't allowed
   */
  getHost(): string {
    const host = this.META['HTTP_HOST'] ?? '';
    const domain = host.replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase();
    if (!this.#allowedHosts.includes(domain)) throw new DisallowedHost(host);
    return host;
  }

  /** `get_full_path`: percent-encoded again, with the query string. */
  getFullPath(forceAppendSlash = false): string {
    const slash = forceAppendSlash && !this.path.endsWith('/') ? '/' : '';
    const query = this.META['QUERY_STRING'];
    return escapeUriPath(this.path) + slash + (query ? `?${query}` : '');
  }

  /** `request.close()`, one of the response's resource closers. */
  close(): void {}
}

/** `escape_uri_path` of `django/utils/encoding.py` */
function escapeUriPath(path: string): string {
  return encodeURI(path).replace(/[;?#=]/g, encodeURIComponent);
}

/** `get_path_info` of `django/core/handlers/wsgi.py`: bytes that are no UTF-8 stay percent-encoded. */
function unquote(path: string): string {
  return path.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
