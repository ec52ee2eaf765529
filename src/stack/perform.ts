import {
  AttributeError,
  BadRequest,
  Http404,
  PermissionDenied,
  type PythonException,
  PythonRuntimeError,
  PythonTypeError,
  SuspiciousOperation,
  ValueError,
} from '../replica/exceptions.ts';
import type { HttpRequest } from '../replica/http/request.ts';
import { HttpResponse, present, StreamingHttpResponse } from '../replica/http/response.ts';
import { getToken } from '../replica/middleware/csrf.ts';
import type { Answer, Kwargs } from '../replica/middleware.ts';
import type { Process } from '../replica/process.ts';
import type { Coroutine } from '../replica/sync.ts';
import { type Context, renderTemplate } from '../replica/template/backends.ts';
import { TemplateResponse } from '../replica/template/response.ts';
import type { Action, ExceptionName } from './schema.ts';

/** Where a list of actions runs. */
export interface Place {
  readonly request: HttpRequest;
  /** The response in hand, where there is one. */
  readonly response?: Answer;
  /** In `process_view`. */
  readonly kwargs?: Kwargs;
  /** Whether the actions stand in an `async def`, which asks sessions and users by their async methods. */
  readonly isAsync: boolean;
  /** The name of the template that an action here uses. */
  readonly template: string;
  readonly process: Process;
}

/** How a list of actions ended: with an answer, null for a `return None`; undefined when it ran to its end. */
export type Outcome = Answer | undefined;

/** Does `actions` one after the other, until one of them returns or raises. */
export function* perform(actions: readonly Action[], place: Place): Coroutine<Outcome> {
  for (const action of actions) {
    const outcome = yield* performOne(action, place);
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

function* performOne(action: Action, place: Place): Coroutine<Outcome> {
  const { request, response = null, process, template } = place;
  switch (action.do) {
    case 'set-header':
      present(response, PythonTypeError).headers.set(action.name, action.value);
      return undefined;
    case 'answer':
      return new HttpResponse(action.body, action.status);
    case 'answer-template': {
      const source = { name: template, source: templateSource(action) };
      return new TemplateResponse(source, contextOf(action), action.status, process.recorder);
    }
    case 'render': {
      const source = { name: template, source: templateSource(action) };
      return new HttpResponse(renderTemplate(source, contextOf(action), process.recorder), action.status);
    }
    case 'stream':
      return new StreamingHttpResponse(chunksOf(action), place.isAsync);
    case 'raise':
      throw exceptionOf(action.exception);
    case 'return-none':
      return null;
    case 'set-context':
      if (!(response instanceof TemplateResponse)) throw new AttributeError('there is no context_data');
      response.contextData = { ...response.contextData, [action.name]: action.value };
      return undefined;
    case 'set-kwarg':
      if (place.kwargs) place.kwargs[action.name] = action.value;
      return undefined;
    case 'get-token':
      getToken(request);
      return undefined;
    default:
      yield* askWhoItIs(action, place);
      return undefined;
  }
}

type Asking = Extract<Action, { do: 'read-session' | 'write-session' | 'read-user' }>;

function* askWhoItIs(action: Asking, { request, isAsync }: Place): Coroutine<void> {
  if (action.do === 'read-user') {
    if (isAsync) yield* attribute(request.auser, 'auser')();
    else attribute(request.user, 'user')();
    return;
  }
  const session = attribute(request.session, 'session');
  if (action.do === 'read-session') {
    if (isAsync) yield* session.aget(action.key);
    else session.get(action.key);
  } else if (isAsync) {
    yield* session.aset(action.key, action.value);
  } else {
    session.set(action.key, action.value);
  }
}

function attribute<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new AttributeError(`the request has no attribute '${name}'`);
  return value;
}

type Rendering = Extract<Action, { do: 'answer-template' | 'render' }>;

const raising = '__raises__';

function templateSource({ template, raises }: Rendering): string {
  return raises === undefined ? template : `${template}{{ ${raising} }}`;
}

function contextOf({ context, raises }: Rendering): Context {
  if (raises === undefined) return context;
  return {
    ...context,
    [raising]: () => {
      throw exceptionOf(raises);
    },
  };
}

function* chunksOf({ chunks, raises }: Extract<Action, { do: 'stream' }>): Generator<string, void, void> {
  yield* chunks;
  if (raises !== undefined) throw exceptionOf(raises);
}

const exceptions: Readonly<Record<ExceptionName, new () => PythonException>> = {
  Http404,
  PermissionDenied,
  BadRequest,
  SuspiciousOperation,
  RuntimeError: PythonRuntimeError,
  ValueError,
};

function exceptionOf(name: ExceptionName): PythonException {
  return new exceptions[name]();
}
