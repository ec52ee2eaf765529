/** A trace in words, for the trace view. */

import { shippedByDjango } from '../../stack/shipped.ts';
import type { HeaderChanges, Returned, TraceEvent } from '../../trace/events.ts';
import {
  boundaryWords,
  conversionWords,
  NOT_RESOLVED,
  returnWords,
  shortCircuitWords,
  shortName,
} from '../../trace/phrases.ts';
import type { Author, HeaderState } from '../../trace/questions/headers.ts';
import type { LayerFate, Stop, ViewStop } from '../../trace/questions/layers.ts';
import { duplicateQueries, queryGroups } from '../../trace/questions/queries.ts';
import { switchesOf } from '../../trace/questions/switches.ts';
import type { SpanNode, TraceNode } from '../../trace/tree.ts';

/** `2 queries` */
function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

export function authorWords(by: Author): string {
  switch (by.kind) {
    case 'layer':
      return by.layer;
    case 'hook':
      return `${by.hook} of ${by.layer}`;
    case 'view':
      return `the view ${shortName(by.view)}`;
    case 'boundary':
      return boundaryWords(by.boundary);
  }
}

/** `made by the boundary around the core, of Http404` */
export function makerWords(by: Author): string {
  const of = by.kind === 'boundary' ? `, of ${shortName(by.exception)}` : '';
  return `made by ${authorWords(by)}${of}`;
}

/** Who set a header, who changed it, who removed it: the whole story in one phrase. */
export function headerWords({ changes }: HeaderState): string {
  return changes
    .map(({ by, change }) => {
      // An error page is new: whatever stands in it was made with it.
      if (by.kind === 'boundary' && change !== 'removed') return makerWords(by);
      return `${change} by ${authorWords(by)}`;
    })
    .join(', ');
}

function stopWords(stop: Stop): string {
  return stop.kind === 'raised'
    ? `${stop.by} raised ${shortName(stop.exception)} before it called get_response`
    : `${stop.by} answered by itself${stop.hook === null ? '' : ` in ${stop.hook}`}`;
}

/** Why a layer was never called; null for one that was. */
export function fateWords(fate: LayerFate): string | null {
  switch (fate.fate) {
    case 'called':
      return null;
    case 'not-used':
      return 'not used: it raised MiddlewareNotUsed when it was built';
    case 'not-built':
      return 'never built: start-up failed before its turn came';
    case 'skipped':
      return fate.because === null ? 'never called' : `never called: ${stopWords(fate.because)}`;
  }
}

export function viewStopWords(stop: ViewStop): string {
  switch (stop.kind) {
    case 'not-resolved':
      return 'never called: no URL pattern matched';
    case 'process-view-answered':
      return `never called: process_view of ${stop.by} answered in its place`;
    case 'process-view-raised':
      return `never called: process_view of ${stop.by} raised ${shortName(stop.exception)}`;
    default:
      return `never called: ${stopWords(stop)}`;
  }
}

/** `3 layers, 12 queries (10 of them with the same SQL), 2 switches between sync and async` */
export function countWords(trace: readonly TraceEvent[]): string {
  const layers = trace.filter(({ kind }) => kind === 'layer-entered').length;
  const queries = queryGroups(trace).reduce((sum, group) => sum + group.count, 0);
  const most = duplicateQueries(trace)[0]?.count ?? 0;
  const { total } = switchesOf(trace);
  return [
    count(layers, 'layer'),
    count(queries, 'query', 'queries') + (most > 1 ? ` (${most} of them with the same SQL)` : ''),
    ...(total > 0 ? [`${count(total, 'switch', 'switches')} between sync and async`] : []),
  ].join(', ');
}

/** Who acts in a span, and what its call is. */
export function openWords(open: SpanNode['open']): { readonly who: string; readonly did: string } {
  switch (open.kind) {
    case 'layer-entered':
      return { who: open.layer, did: 'gets the request' };
    case 'hook-called':
      return { who: open.hook, did: `of ${open.layer}` };
    case 'view-called':
      return { who: shortName(open.view), did: 'the view is called' };
    case 'render-started':
      return { who: open.template, did: 'begins to render' };
  }
}

export interface EndWords {
  readonly tone: 'out' | 'raised';
  readonly did: string;
  readonly status: number | null;
  readonly headers: HeaderChanges;
}

/** How a span ended. */
export function endWords({ open, close }: SpanNode): EndWords {
  if (close === null) return { tone: 'raised', did: 'never returned', status: null, headers: {} };
  switch (close.kind) {
    case 'layer-raised':
    case 'hook-raised':
    case 'view-raised':
    case 'render-raised':
      return { tone: 'raised', did: `raises ${shortName(close.exception)}`, status: null, headers: {} };
    case 'render-finished':
      return { tone: 'out', did: 'is rendered', status: null, headers: {} };
    default: {
      const isMissing = close.status === null && (open.kind !== 'hook-called' || close.type !== undefined);
      return {
        tone: isMissing ? 'raised' : 'out',
        did: returnWords(close),
        status: close.status,
        headers: headersOf(close),
      };
    }
  }
}

/** What went into the response; what another response has not is in its words already. */
function headersOf({ another, headers }: Returned): HeaderChanges {
  if (!another) return headers;
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== null));
}

export interface LeafWords {
  readonly tone: 'quiet' | 'stop' | 'converted' | 'raised' | 'switch';
  readonly text: string;
  readonly status?: number | null;
  /** Shown only when the learner asks for everything. */
  readonly extra?: true;
}

/** What happened beside the calls. */
export function leafWords(event: TraceEvent): LeafWords {
  switch (event.kind) {
    case 'short-circuited':
      return {
        tone: 'stop',
        text: shortCircuitWords(event),
        status: event.status,
      };
    case 'exception-converted':
      return {
        tone: 'converted',
        text: `${boundaryWords(event.boundary)} ${conversionWords(event, shortName(event.exception))}`,
      };
    case 'boundary-raised':
      return {
        tone: 'raised',
        text: `${boundaryWords(event.boundary)} lets ${shortName(event.exception)} through`,
      };
    case 'url-resolved':
      return {
        tone: 'quiet',
        text: `${event.path} matches ${event.route || "''"}, the view is ${event.view}`,
      };
    case 'url-not-resolved':
      return { tone: 'raised', text: `no URL pattern matches ${event.path}: the resolver ${NOT_RESOLVED}` };
    case 'switched':
      return { tone: 'switch', text: `switches to ${event.to} for ${event.callee}` };
    case 'signal-sent':
      return { tone: 'quiet', text: `signal ${event.signal}`, extra: true };
    case 'response-started':
      return {
        tone: 'quiet',
        text: `the server is given the status, ${event.status}, and the headers`,
        extra: true,
      };
    case 'body-sent': {
      const how = event.streaming ? ', streamed' : '';
      return {
        tone: 'quiet',
        text: `the server sends the body, ${count(event.bytes, 'byte')}${how}`,
        extra: true,
      };
    }
    case 'body-raised':
      return { tone: 'raised', text: `the streaming body breaks off: ${event.exception}` };
    case 'response-closed':
      return { tone: 'quiet', text: 'the response is closed', extra: true };
    case 'exception-escaped':
      return { tone: 'raised', text: `${event.exception} leaves Django: the server has nothing to send` };
    default:
      return { tone: 'quiet', text: event.kind, extra: true };
  }
}

const djangos: ReadonlySet<string> = new Set(shippedByDjango.map(({ path }) => shortName(path)));

/** Whether a layer is the learner's, by the name that a trace gives it. */
export function isOwnLayer(layer: string): boolean {
  return !djangos.has(layer);
}

/**
 * Of no interest to somebody who looks at their own code: signals, the server's side, and the hooks of Django's own
 * layers that let the request pass. What such a hook did to the headers is told where its layer ends.
 */
export function isQuiet(node: TraceNode): boolean {
  if (node.kind === 'repeat') return false;
  if (node.kind === 'event') return node.event.kind !== 'query' && leafWords(node.event).extra === true;
  const { open, close, inside } = node;
  if (open.kind !== 'hook-called' || close?.kind !== 'hook-returned') return false;
  if (close.another || close.type !== undefined) return false;
  const passes = open.hook === 'process_response' || close.status === null;
  return passes && !isOwnLayer(open.layer) && inside.every(isQuiet);
}

/** What a layer changed in the headers, its quiet hooks included. */
export function headersOfLayer({ close, inside }: SpanNode): HeaderChanges {
  if (close !== null && 'another' in close && close.another) return headersOf(close);
  const hidden = inside.filter(isQuiet).map((node) => (node.kind === 'span' ? headersOfLayer(node) : {}));
  return Object.assign({}, ...hidden, close !== null && 'headers' in close ? close.headers : {});
}

/** SQL in a line: a long list of columns becomes an ellipsis. */
export function shortSql(sql: string): string {
  return sql
    .replace(/\s+/g, ' ')
    .replace(/^(SELECT(?: DISTINCT)?) (.{30,}?) FROM /, '$1 … FROM ')
    .replaceAll('"', '');
}
