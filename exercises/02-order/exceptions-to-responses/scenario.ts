// What a check runs. It puts your boundaries around the layers and the view that a scene describes, sends one request
// through them and writes down what happened. The judge reads only what is returned here.
import { baseGetResponse } from './base-handler.ts';
import { convertExceptionToResponse } from './convert-exception.ts';
import { type ErrorStatus, urlconf } from './error-handlers.ts';
import { BadRequest, Http404, PermissionDenied, SuspiciousOperation } from './exceptions.ts';
import { type GetResponse, type HttpRequest, HttpResponse } from './http.ts';
import { logHandlers } from './log.ts';
import { DisallowedHost, SystemExit } from './more-exceptions.ts';
import { settings } from './settings.ts';
import { gotRequestException, type Receiver } from './signals.ts';

/** What the resolver raises for an address that nothing matches. */
class Resolver404 extends Http404 {}

const exceptions = {
  BadRequest,
  DisallowedHost,
  Error,
  Http404,
  PermissionDenied,
  Resolver404,
  SuspiciousOperation,
  SystemExit,
};
export type ExceptionName = keyof typeof exceptions;

/** What a layer, the view or a page does when it is called. */
export type Does =
  | { readonly does: 'answer'; readonly status: number }
  | { readonly does: 'raise'; readonly exception: ExceptionName };

export interface Layer {
  readonly name: string;
  readonly before?: Does;
  readonly after?: Does;
}

export interface Scene {
  readonly path: string;
  /** Of whatever is raised. */
  readonly message: string;
  /** Outermost first. */
  readonly layers: readonly Layer[];
  readonly view: Does;
  readonly pages: Readonly<Record<ErrorStatus, Does>>;
  readonly propagate: boolean;
}

export interface Happened {
  /** `A in`, `view raises Http404`, `page 404 answers 404`, `signal`, `log …`, `A out 404`. */
  readonly trace: readonly string[];
  readonly response: { readonly status: number; readonly content: string } | null;
  /** What came out of the chain: `an HttpResponse`, if all is well. */
  readonly returned: string;
  /** What came out of the chain instead: `SystemExit raised by view`. */
  readonly escaped: string | null;
}

/** Thrown here when something goes round and round. */
const enough = new SystemExit();

/** Thrown here alone: the chain returned something else. */
const noResponse = new Error('The chain returned no response.');

export function play(scene: Scene): Happened {
  const trace: string[] = [];
  const sent: HttpRequest = { method: 'GET', path: scene.path };
  /** Everything that was raised here, and by whom. */
  const raised = new Map<unknown, string>();

  /** An answer, or an exception; `says` is what a page has to say. */
  const act = (who: string, does: Does, says = ''): HttpResponse => {
    // A page that is asked for again each time it breaks would go on until the stack is full.
    if (trace.length >= 60) throw enough;
    if (does.does === 'answer') {
      trace.push(`${who} answers ${does.status}`);
      return new HttpResponse(`${who}: ${says}`, does.status);
    }
    trace.push(`${who} raises ${does.exception}`);
    const exception = new exceptions[does.exception](scene.message);
    raised.set(exception, `${does.exception} raised by ${who}`);
    throw exception;
  };

  const layered = (layer: Layer, getResponse: GetResponse): GetResponse => {
    return (request) => {
      trace.push(`${layer.name} in${request === sent ? '' : ' with another request'}`);
      if (layer.before !== undefined) return act(layer.name, layer.before);
      const response = getResponse(request);
      trace.push(`${layer.name} out ${statusOf(response)}`);
      return layer.after === undefined ? response : act(layer.name, layer.after);
    };
  };

  const receiver: Receiver = (sender, { request }) => {
    const from = sender === null ? '' : ` from ${sender === undefined ? 'undefined' : kindOf(sender)}`;
    trace.push(`signal${request === sent ? '' : ' without the request'}${from}`);
  };

  for (const status of [400, 403, 404, 500] as const) {
    urlconf[`handler${status}`] = (request, exception) => {
      const told = exception === undefined ? 'no exception' : (raised.get(exception) ?? kindOf(exception));
      const about = status === 500 && exception === undefined ? '' : ` about ${told}`;
      const asked = request === sent ? '' : ' about another request';
      return act(`page ${status}`, scene.pages[status], `${scene.path}${about}${asked}`);
    };
  }
  logHandlers.length = 0;
  logHandlers.push(({ logger, level, message, exception }) => {
    const below =
      exception === undefined || exception === null
        ? ''
        : `, with ${raised.get(exception) ?? kindOf(exception)}`;
    trace.push(`log ${logger} ${level.toUpperCase()} "${message}"${below}`);
  });
  settings.DEBUG_PROPAGATE_EXCEPTIONS = scene.propagate;

  let chain = convertExceptionToResponse((request) => {
    if (request !== sent) trace.push('view with another request');
    return act('view', scene.view, scene.path);
  });
  for (const layer of scene.layers.toReversed()) chain = convertExceptionToResponse(layered(layer, chain));
  let returned = 'nothing';
  const whole = baseGetResponse((request) => {
    const response = chain(request);
    returned = kindOf(response);
    if (!(response instanceof HttpResponse)) throw noResponse;
    return response;
  });
  gotRequestException.connect(receiver);
  try {
    const { statusCode: status, content } = whole(sent);
    return { trace, response: { status, content }, returned, escaped: null };
  } catch (exception) {
    const escaped = raised.get(exception) ?? (exception === enough ? 'SystemExit of scenario.ts' : null);
    if (escaped === null && exception !== noResponse) throw exception;
    return { trace, response: null, returned, escaped };
  } finally {
    gotRequestException.disconnect(receiver);
  }
}

function statusOf(response: unknown): string {
  return response instanceof HttpResponse ? `${response.statusCode}` : `with ${kindOf(response)}`;
}

/** A value in words: `nothing`, `a function`, `an HttpResponse`. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = value.constructor?.name ?? 'object';
  return `${/^[AEIOUH]/.test(name) ? 'an' : 'a'} ${name}`;
}
