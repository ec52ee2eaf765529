/** Raised by one whenever a kind of event is added, renamed or given another meaning. */
export const TRACE_VERSION = 2;

/** A place in the learner's project. `file` is relative to the project's root; `line` counts from 1. */
export interface SourceLine {
  readonly file: string;
  readonly line: number;
  /** The function the line belongs to, `<module>` at the top level. */
  readonly function: string;
  /** The line itself, without its indentation. */
  readonly text: string;
}

/**
 * What a step changed in the headers of the response that was noted last: name → new value, or null for a header that
 * is gone. Cookies stand under `Set-Cookie` by name alone, in the order
 * in which they will be sent: their values are secrets or random.
 */
export type HeaderChanges = Readonly<Record<string, string | null>>;

/** A middleware's optional methods. The handler knows the last three; `MiddlewareMixin.__call__` calls the first two. */
export type Hook =
  | 'process_request'
  | 'process_response'
  | 'process_view'
  | 'process_exception'
  | 'process_template_response';

/** Whether a layer runs as a plain function or as a coroutine. */
export type Mode = 'sync' | 'async';

/** Something came to an end with an exception: its class, `ValueError` for a builtin, the dotted path otherwise. */
export interface Raised {
  readonly exception: string;
  /** The innermost line of the learner's project that was running; null when only Django was, or nobody can know. */
  readonly at: SourceLine | null;
}

/** A response came back from a step. */
export interface Returned {
  /** Null when what came back is no response at all, as from a forgotten `return`. */
  readonly status: number | null;
  readonly headers: HeaderChanges;
  /**
   * Present when it isn't the response that was noted last: all its headers stand in `headers` then, and as null those
   * that only the other one had.
   */
  readonly another?: true;
  /** The class of what came back when it is neither a response nor None, as from a forgotten `await`: `coroutine`. */
  readonly type?: string;
}

// --- Start-up: once for each handler, before its first request.

/** `load_middleware` made a layer: the last entry of `MIDDLEWARE` first. */
export interface LayerBuilt {
  readonly kind: 'layer-built';
  readonly layer: string;
  readonly mode: Mode;
}

/** An entry of `MIDDLEWARE` raised `MiddlewareNotUsed`, and Django went on without it. */
export interface LayerNotUsed {
  readonly kind: 'layer-not-used';
  readonly layer: string;
}

// --- The layers.

/** The layer outside it, or the handler, called a layer with the request. */
export interface LayerEntered {
  readonly kind: 'layer-entered';
  readonly layer: string;
}

/** A layer returned to the layer outside it. */
export interface LayerLeft extends Returned {
  readonly kind: 'layer-left';
  readonly layer: string;
}

/** A layer raised; its boundary deals with the exception next. */
export interface LayerRaised extends Raised {
  readonly kind: 'layer-raised';
  readonly layer: string;
}

/**
 * A layer answered by itself, so nothing inside it runs. `hook` is the method that answered, null for `__call__`.
 * An answer of `process_view` spares the remaining `process_view` hooks and the view, but every layer sees it.
 */
export interface ShortCircuited {
  readonly kind: 'short-circuited';
  readonly layer: string;
  readonly hook: 'process_request' | 'process_view' | null;
  readonly status: number | null;
}

/**
 * A boundary (`convert_exception_to_response`) made a response of an exception. Its `status` is null when an error
 * handler of the project returned no response.
 */
export interface ExceptionConverted extends Returned {
  readonly kind: 'exception-converted';
  /** The layer whose boundary it is; null for the boundary around the core. */
  readonly boundary: string | null;
  readonly exception: string;
}

/** A boundary let an exception through: the error page itself broke, or `DEBUG_PROPAGATE_EXCEPTIONS` is set. */
export interface BoundaryRaised {
  readonly kind: 'boundary-raised';
  readonly boundary: string | null;
  readonly exception: string;
}

// --- Hooks.

export interface HookCalled {
  readonly kind: 'hook-called';
  readonly layer: string;
  readonly hook: Hook;
}

/** A hook returned: `status` is null when it returned None, or anything else that is no response. */
export interface HookReturned extends Returned {
  readonly kind: 'hook-returned';
  readonly layer: string;
  readonly hook: Hook;
}

export interface HookRaised extends Raised {
  readonly kind: 'hook-raised';
  readonly layer: string;
  readonly hook: Hook;
}

// --- The core: resolve, call the view, render.

export interface UrlResolved {
  readonly kind: 'url-resolved';
  readonly path: string;
  /** The patterns that matched, joined: `books/<int:pk>/`. */
  readonly route: string;
  /** The view's dotted path. */
  readonly view: string;
  /** What the converters made of the path, as Python's `str` prints it. */
  readonly kwargs: Readonly<Record<string, string>>;
}

/** No pattern matched: the resolver raised `Resolver404`, which is an `Http404`. */
export interface UrlNotResolved {
  readonly kind: 'url-not-resolved';
  readonly path: string;
}

export interface ViewCalled {
  readonly kind: 'view-called';
  readonly view: string;
}

export interface ViewReturned extends Returned {
  readonly kind: 'view-returned';
  readonly view: string;
}

export interface ViewRaised extends Raised {
  readonly kind: 'view-raised';
  readonly view: string;
}

/** A template began to render: in the view for `render()`, after the hooks for a `TemplateResponse`. */
export interface RenderStarted {
  readonly kind: 'render-started';
  readonly template: string;
}

export interface RenderFinished {
  readonly kind: 'render-finished';
  readonly template: string;
}

export interface RenderRaised extends Raised {
  readonly kind: 'render-raised';
  readonly template: string;
}

// --- What goes on beside the way of the request.

/** One SQL statement, as Django sent it to the database. */
export interface QueryRun {
  readonly kind: 'query';
  readonly sql: string;
  readonly milliseconds: number;
  /** The innermost line of the learner's project on the stack; null when only Django was running. */
  readonly at: SourceLine | null;
}

/** `request_started`, `got_request_exception`, `request_finished`; any other signal only if it has a receiver. */
export interface SignalSent {
  readonly kind: 'signal-sent';
  readonly signal: string;
}

/** An adapter of asgiref carried the call of `callee` to the other side: `sync_to_async` or `async_to_sync`. */
export interface Switched {
  readonly kind: 'switched';
  readonly to: Mode;
  /** A layer's name, `Layer.hook`, a view's dotted path, or the qualified name of one of Django's own functions. */
  readonly callee: string;
}

// --- The server's side: what the client receives, and when.

/** Status and headers went out. From here on no exception can become another response. */
export interface ResponseStarted {
  readonly kind: 'response-started';
  readonly status: number;
}

/** The whole body went out. A streaming body is made only now, when every layer has returned. */
export interface BodySent {
  readonly kind: 'body-sent';
  readonly bytes: number;
  readonly streaming: boolean;
}

/** A streaming body broke off. */
export interface BodyRaised extends Raised {
  readonly kind: 'body-raised';
}

/** The server called `close()` on the response. */
export interface ResponseClosed {
  readonly kind: 'response-closed';
}

/** An exception left Django's handler: the server answers by itself, or drops the connection. */
export interface ExceptionEscaped extends Raised {
  readonly kind: 'exception-escaped';
}

/** One thing that happened on the way of a request, or when the handler that serves it was built. */
export type TraceEvent =
  | LayerBuilt
  | LayerNotUsed
  | LayerEntered
  | LayerLeft
  | LayerRaised
  | ShortCircuited
  | ExceptionConverted
  | BoundaryRaised
  | HookCalled
  | HookReturned
  | HookRaised
  | UrlResolved
  | UrlNotResolved
  | ViewCalled
  | ViewReturned
  | ViewRaised
  | RenderStarted
  | RenderFinished
  | RenderRaised
  | QueryRun
  | SignalSent
  | Switched
  | ResponseStarted
  | BodySent
  | BodyRaised
  | ResponseClosed
  | ExceptionEscaped;

/** What happened to one request, in the order in which it happened. */
export type Trace = readonly TraceEvent[];
