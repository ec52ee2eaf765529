import type { Trace } from '../events.ts';

/** Why the request went no further in. */
export type Stop =
  /** A layer outside answered by itself; `hook` as in the event, `process_view` excluded. */
  | { readonly kind: 'short-circuited'; readonly by: string; readonly hook: 'process_request' | null }
  /** A layer outside raised on its way in. */
  | { readonly kind: 'raised'; readonly by: string; readonly exception: string };

/** What became of one entry of `MIDDLEWARE`. */
export type LayerFate =
  | { readonly layer: string; readonly fate: 'called' }
  /** It raised `MiddlewareNotUsed` when it was built. */
  | { readonly layer: string; readonly fate: 'not-used' }
  /** Building the handler failed before its turn came: the last entry is built first. */
  | { readonly layer: string; readonly fate: 'not-built' }
  /** The request never got to it; `because` is null when the trace doesn't tell. */
  | { readonly layer: string; readonly fate: 'skipped'; readonly because: Stop | null };

/**
 * What became of each layer, outermost first.
 * @param startUp what building the handler did (`load_middleware` goes through MIDDLEWARE from its end)
 * @param trace what happened to the request
 * @param middleware the names of the entries of MIDDLEWARE, when the caller knows them; else those of `startUp`
 */
export function layerFates(
  startUp: Trace,
  trace: Trace,
  middleware?: readonly string[],
): readonly LayerFate[] {
  const built = new Set<string>();
  const unused = new Set<string>();
  for (const event of startUp) {
    if (event.kind === 'layer-built') built.add(event.layer);
    if (event.kind === 'layer-not-used') unused.add(event.layer);
  }
  const called = new Set(trace.flatMap((event) => (event.kind === 'layer-entered' ? [event.layer] : [])));
  const names = middleware ?? namesOf(startUp) ?? [...called];
  const because = stopOf(trace);
  return names.map((layer) => {
    if (called.has(layer)) return { layer, fate: 'called' };
    if (unused.has(layer)) return { layer, fate: 'not-used' };
    if (startUp.length > 0 && !built.has(layer)) return { layer, fate: 'not-built' };
    return { layer, fate: 'skipped', because };
  });
}

function namesOf(startUp: Trace): readonly string[] | null {
  const names = startUp.flatMap((event) =>
    event.kind === 'layer-built' || event.kind === 'layer-not-used' ? [event.layer] : [],
  );
  return names.length === 0 ? null : names.reverse();
}

/**
 * What kept the request from the layers that were never entered: the deepest layer that answered by itself or raised
 * before it had called the next one. Null when the request got to the core, or when the trace doesn't tell: one
 * that leaves out `short-circuited` events doesn't.
 */
export function stopOf(trace: Trace): Stop | null {
  if (reachedCore(trace)) return null;
  let deepest: string | null = null;
  for (const event of trace) {
    if (event.kind === 'layer-entered') deepest = event.layer;
    if (!('layer' in event) || event.layer !== deepest) continue;
    if (event.kind === 'short-circuited' && event.hook !== 'process_view') {
      return { kind: 'short-circuited', by: event.layer, hook: event.hook };
    }
    if (event.kind === 'layer-raised') return { kind: 'raised', by: event.layer, exception: event.exception };
  }
  return null;
}

/** Why the view was not called. */
export type ViewStop =
  | Stop
  /** No URL pattern matched. */
  | { readonly kind: 'not-resolved'; readonly path: string }
  /** A `process_view` hook answered in the view's place: the hooks after it are spared too, the layers are not. */
  | { readonly kind: 'process-view-answered'; readonly by: string }
  | { readonly kind: 'process-view-raised'; readonly by: string; readonly exception: string };

/** Why the view was not called; null when it was, or when the trace doesn't tell. */
export function viewStopOf(trace: Trace): ViewStop | null {
  let stop: ViewStop | null = null;
  for (const event of trace) {
    if (event.kind === 'view-called') return null;
    if (event.kind === 'url-not-resolved') stop ??= { kind: 'not-resolved', path: event.path };
    if (event.kind === 'short-circuited' && event.hook === 'process_view') {
      stop ??= { kind: 'process-view-answered', by: event.layer };
    }
    if (event.kind === 'hook-raised' && event.hook === 'process_view') {
      stop ??= { kind: 'process-view-raised', by: event.layer, exception: event.exception };
    }
  }
  return stop ?? stopOf(trace);
}

function reachedCore(trace: Trace): boolean {
  return trace.some(
    (event) =>
      event.kind === 'url-resolved' ||
      event.kind === 'url-not-resolved' ||
      event.kind === 'view-called' ||
      (event.kind === 'exception-converted' && event.boundary === null),
  );
}
