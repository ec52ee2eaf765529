/** Mirrors `CommonMiddleware` of `django/middleware/common.py`. */
import type { HttpRequest } from '../http/request.ts';
import { byteLength, contentOf, HttpResponseRedirect, present } from '../http/response.ts';
import type { Process } from '../process.ts';
import { isValidPath } from '../urls/resolvers.ts';
import { middlewareMixin } from '../utils/deprecation.ts';

export const CommonMiddleware = middlewareMixin('CommonMiddleware', (process) => ({
  processRequest(request) {
    // On most sites this line alone checks ALLOWED_HOSTS.
    const host = request.getHost();
    if (!process.settings.PREPEND_WWW || host.startsWith('www.')) return null;
    const path = fullPath(request, shouldRedirectWithSlash(request, process));
    return new HttpResponseRedirect(`${request.scheme}://www.${host}${path}`, 301);
  },
  processResponse(request, answer) {
    const response = present(answer);
    if (response.statusCode === 404 && shouldRedirectWithSlash(request, process)) {
      return new HttpResponseRedirect(fullPath(request, true), 301);
    }
    if (!response.streaming && !response.headers.has('Content-Length')) {
      response.headers.set('Content-Length', String(byteLength(contentOf(response))));
    }
    return response;
  },
}));

/** Whether the path is unknown as it is, and known with a slash at its end. */
function shouldRedirectWithSlash({ pathInfo }: HttpRequest, { settings }: Process): boolean {
  if (!settings.APPEND_SLASH || pathInfo.endsWith('/')) return false;
  const known = (path: string): boolean => isValidPath(path, settings.ROOT_URLCONF) !== null;
  return !known(pathInfo) && known(`${pathInfo}/`);
}

/** A path that starts with two slashes would name another host. */
function fullPath(request: HttpRequest, appendSlash: boolean): string {
  const path = request.getFullPath(appendSlash);
  return appendSlash && path.startsWith('//') ? `/%2F${path.slice(2)}` : path;
}
