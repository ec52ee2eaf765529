import { ASGIHandler } from '../replica/core/handlers/asgi.ts';
import { WSGIHandler } from '../replica/core/handlers/wsgi.ts';
import { exceptionPath, PythonRuntimeError } from '../replica/exceptions.ts';
import type { Sent } from '../replica/http/request.ts';
import type { MiddlewareFactory } from '../replica/middleware.ts';
import { type Process, setUp } from '../replica/process.ts';
import { shippedMiddleware } from '../replica/shipped.ts';
import { path } from '../replica/urls/resolvers.ts';
import type { Trace } from '../trace/events.ts';
import { errorPages } from './error-pages.ts';
import { cookiesOf } from './http-request.ts';
import type { Layer, Stack, StackRequest } from './schema.ts';
import { SIGNED_IN_SESSION, SIGNED_IN_USER } from './signed-in.ts';
import { toMiddleware } from './to-middleware.ts';
import { toView } from './to-view.ts';

/** What a client received: header names as sent, repeated ones kept; the body as text. */
export interface StackResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** A stack's one request, played: by the replica or by real Django. */
export interface StackRun {
  /** What building the handler did; the last entry of MIDDLEWARE first. */
  readonly startUp: Trace;
  readonly trace: Trace;
  /** Null when an exception escaped the handler. */
  readonly response: StackResponse | null;
  /** The exception that escaped, or that kept the handler from being built. */
  readonly escaped: string | null;
}

/** A stack's site with its handler built, ready for any number of requests. */
export interface ReplicaSite {
  readonly startUp: Trace;
  request(request: StackRequest): Omit<StackRun, 'startUp'>;
}

/**
 * Plays a stack on the replica.
 * @throws {Error} when the stack names one of Django's middleware that the replica leaves out
 */
export function runStack(stack: Stack): StackRun {
  const site = startStack(stack);
  return { startUp: site.startUp, ...site.request(stack.request) };
}

/**
 * Builds a stack's handler on the replica. What keeps it from being built stands as `escaped` in every request's run.
 * @throws {Error} when the stack names one of Django's middleware that the replica leaves out
 */
export function startStack(stack: Stack): ReplicaSite {
  const process = processOf(stack);
  const { recorder } = process;
  try {
    const handler = stack.server === 'asgi' ? new ASGIHandler(process) : new WSGIHandler(process);
    return {
      startUp: recorder.take(),
      request: (request) => {
        const served = handler.serve(toSent(request));
        return { trace: recorder.take(), ...served };
      },
    };
  } catch (thrown) {
    const escaped = exceptionPath(thrown);
    return { startUp: recorder.take(), request: () => ({ trace: [], response: null, escaped }) };
  }
}

/** The dotted paths in `stack` that the replica has no middleware for. */
export function leftOut({ middleware }: Pick<Stack, 'middleware'>): readonly string[] {
  return middleware.flatMap((layer) =>
    'shipped' in layer && !(layer.shipped in shippedMiddleware) ? [layer.shipped] : [],
  );
}

function processOf(stack: Stack): Process {
  // Layers and views are made for a process, and a process of its settings: so they look it up when they are called.
  const views = new Map(stack.views.map((view) => [view.name, toView(view, () => process)]));
  const process: Process = setUp(
    {
      ...stack.settings,
      LOGIN_URL: '/login/',
      MIDDLEWARE: stack.middleware.map(toFactory),
      ROOT_URLCONF: stack.routes.map(({ route, view }) => {
        const target = views.get(view);
        if (!target)
          throw new Error(`The route '${route}' names the view ${view}, which the stack doesn't have.`);
        return path(route, target);
      }),
    },
    {
      pages: {
        400: errorPages['400.html'],
        403: errorPages['403.html'],
        404: errorPages['404.html'],
        500: errorPages['500.html'],
        csrf: errorPages['403_csrf.html'],
      },
      ...(stack.handler500 === 'raises' && { handler500: brokenPage }),
    },
    {
      sessions: { [SIGNED_IN_SESSION]: { _auth_user_id: '1' } },
      users: [{ id: '1', username: SIGNED_IN_USER }],
    },
  );
  return process;
}

function toFactory(layer: Layer): MiddlewareFactory {
  if ('own' in layer) return toMiddleware(layer);
  const shipped = shippedMiddleware[layer.shipped];
  if (shipped) return shipped;
  throw new Error(
    `${layer.shipped} isn't in the model. Take it out of the stack, or run the stack on real Django.`,
  );
}

function brokenPage(): never {
  throw new PythonRuntimeError('The error page is broken.');
}

function toSent(request: StackRequest): Sent {
  const { method, path: sentPath, headers = {}, body } = request;
  const cookie = Object.entries(cookiesOf(request)).map(([name, value]) => `${name}=${value}`);
  const sent = cookie.length === 0 ? headers : { ...headers, Cookie: cookie.join('; ') };
  return { method, path: sentPath, headers: sent, ...(body !== undefined && { body }) };
}
