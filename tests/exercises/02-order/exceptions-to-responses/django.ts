import type { Does, ErrorStatus, ExceptionName, Layer, Scene } from './scene.ts';

type Response = { readonly status: number; readonly content: string; logged: boolean };
/** What was raised, and by whom: `Http404 raised by view`. */
class Raised {
  readonly exception: ExceptionName;
  readonly by: string;

  constructor(exception: ExceptionName, by: string) {
    this.exception = exception;
    this.by = by;
  }

  get words(): string {
    return `${this.exception} raised by ${this.by}`;
  }
}

export type Expected = {
  readonly trace: readonly string[];
  readonly response: { readonly status: number; readonly content: string } | null;
  readonly escaped: string | null;
};

/** Which page an exception gets; 500 for those that Django has no better one for. */
export const pageOf: Readonly<Record<Exclude<ExceptionName, 'SystemExit'>, ErrorStatus>> = {
  BadRequest: 400,
  DisallowedHost: 400,
  Error: 500,
  Http404: 404,
  PermissionDenied: 403,
  Resolver404: 404,
  SuspiciousOperation: 400,
};

const phrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  410: 'Gone',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/**
 * What Django does with a scene's request: convert_exception_to_response and response_for_exception
 * (django/core/handlers/exception.py), and what BaseHandler.get_response (django/core/handlers/base.py) logs at the end.
 */
export function djangoAnswers(scene: Scene): Expected {
  const trace: string[] = [];

  function act(who: string, does: Does, says: string): Response {
    if (does.does === 'raise') {
      trace.push(`${who} raises ${does.exception}`);
      throw new Raised(does.exception, who);
    }
    trace.push(`${who} answers ${does.status}`);
    return { status: does.status, content: `${who}: ${says}`, logged: false };
  }

  function log(response: Response, message: string, raised: Raised | null, logger?: string): void {
    if (response.logged) return;
    const byStatus = response.status >= 500 ? 'ERROR' : response.status >= 400 ? 'WARNING' : 'INFO';
    const below = raised === null ? '' : `, with ${raised.words}`;
    trace.push(`log ${logger ?? 'django.request'} ${logger ? 'ERROR' : byStatus} "${message}"${below}`);
    response.logged = true;
  }

  function uncaught(raised: Raised): Response {
    trace.push('signal');
    if (scene.propagate) throw raised;
    return act('page 500', scene.pages[500], scene.path);
  }

  function page(status: ErrorStatus, raised: Raised): Response {
    try {
      return act(`page ${status}`, scene.pages[status], `${scene.path} about ${raised.words}`);
    } catch (broken) {
      if (!(broken instanceof Raised) || broken.exception === 'SystemExit') throw broken;
      return uncaught(broken);
    }
  }

  function convert(raised: Raised): Response {
    if (raised.exception === 'SystemExit') throw raised;
    const status = pageOf[raised.exception];
    if (status === 500) {
      const response = uncaught(raised);
      log(response, `${phrases[response.status]}: ${scene.path}`, raised);
      return response;
    }
    const response = page(status, raised);
    if (raised.exception === 'PermissionDenied') {
      log(response, `Forbidden (Permission denied): ${scene.path}`, raised);
    } else if (raised.exception === 'BadRequest') {
      log(response, `${scene.message}: ${scene.path}`, raised);
    } else if (status === 400) {
      log(response, scene.message, raised, `django.security.${raised.exception}`);
    }
    return response;
  }

  function boundary(inside: () => Response): Response {
    try {
      return inside();
    } catch (raised) {
      if (raised instanceof Raised) return convert(raised);
      throw raised;
    }
  }

  function layered(layer: Layer, inside: () => Response): Response {
    trace.push(`${layer.name} in`);
    if (layer.before !== undefined) return act(layer.name, layer.before, '');
    const response = inside();
    trace.push(`${layer.name} out ${response.status}`);
    return layer.after === undefined ? response : act(layer.name, layer.after, '');
  }

  function through([layer, ...inside]: readonly Layer[]): Response {
    if (layer === undefined) return boundary(() => act('view', scene.view, scene.path));
    return boundary(() => layered(layer, () => through(inside)));
  }

  try {
    const response = through(scene.layers);
    if (response.status >= 400) log(response, `${phrases[response.status]}: ${scene.path}`, null);
    return { trace, response: { status: response.status, content: response.content }, escaped: null };
  } catch (raised) {
    if (!(raised instanceof Raised)) throw raised;
    return { trace, response: null, escaped: raised.words };
  }
}
