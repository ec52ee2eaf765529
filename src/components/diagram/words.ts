/** What happened, in a sentence: for the line under a diagram, for its text, and for a screen reader. */
import type { HeaderChanges, Returned, TraceEvent } from '../../trace/events.ts';
import {
  boundaryWords,
  builtWords,
  conversionWords,
  goneWords,
  NOT_RESOLVED,
  returnWords,
  shortCircuitWords,
  shortName,
} from '../../trace/phrases.ts';

export function eventWords(event: TraceEvent): string {
  switch (event.kind) {
    case 'layer-built':
      return `${builtWords(event)}.`;
    case 'layer-not-used':
      return `${event.layer} raises MiddlewareNotUsed, and Django goes on without it.`;
    case 'layer-entered':
      return `${event.layer} gets the request.`;
    case 'layer-left':
      return `${event.layer} ${returned(event)}.`;
    case 'layer-raised':
      return `${event.layer} raises ${shortName(event.exception)}.`;
    case 'short-circuited':
      return `${event.layer} ${shortCircuitWords(event)}.`;
    case 'exception-converted':
      return capital(
        `${boundaryWords(event.boundary)} ${conversionWords(event, shortName(event.exception))}.`,
      );
    case 'boundary-raised':
      return capital(`${boundaryWords(event.boundary)} lets ${shortName(event.exception)} through.`);
    case 'hook-called':
      return `${event.hook} of ${event.layer} is called.`;
    case 'hook-returned':
      return `${event.hook} of ${event.layer} ${returned(event)}.`;
    case 'hook-raised':
      return `${event.hook} of ${event.layer} raises ${shortName(event.exception)}.`;
    case 'url-resolved':
      return `The resolver matches ${event.path}: the view is ${shortName(event.view)}.`;
    case 'url-not-resolved':
      return `No URL pattern matches ${event.path}: the resolver ${NOT_RESOLVED}.`;
    case 'view-called':
      return `The view ${shortName(event.view)} is called.`;
    case 'view-returned':
      return event.status === null
        ? `The view ${shortName(event.view)} ${returnWords(event)}.`
        : `The view ${shortName(event.view)} returns a ${event.status} response.`;
    case 'view-raised':
      return `The view ${shortName(event.view)} raises ${shortName(event.exception)}.`;
    case 'render-started':
      return `Django begins to render ${event.template}.`;
    case 'render-finished':
      return `${event.template} is rendered.`;
    case 'render-raised':
      return `Rendering ${event.template} raises ${shortName(event.exception)}.`;
    case 'query':
      return `A query runs: ${event.sql}`;
    case 'signal-sent':
      return `Django sends the signal ${event.signal}.`;
    case 'switched':
      return `asgiref carries the call of ${event.callee} over to ${event.to} code.`;
    case 'response-started':
      return `The server is given the status, ${event.status}, and the headers.`;
    case 'body-sent':
      return `The server sends the body, ${event.bytes} bytes${event.streaming ? ', made only now' : ''}.`;
    case 'body-raised':
      return `The streaming body breaks off: ${shortName(event.exception)}.`;
    case 'response-closed':
      return 'The response is closed.';
    case 'exception-escaped':
      return `${shortName(event.exception)} leaves Django. The server answers by itself or drops the connection.`;
  }
}

/** `sets X-Stamp: bookshop`, or `sets Vary, ETag`; empty when nothing changed that is worth a word. */
export function headerWords(headers: HeaderChanges): readonly string[] {
  // Every new response has these two.
  const changes = Object.entries(headers).filter(
    ([name]) => !['Content-Type', 'Content-Length'].includes(name),
  );
  const set = changes.filter(([, value]) => value !== null);
  const gone = changes.flatMap(([name, value]) => (value === null ? [name] : []));
  const [only] = set;
  return [
    ...(set.length === 1 && only ? [`sets ${only[0]}: ${only[1]}`] : []),
    ...(set.length > 1 ? [`sets ${set.map(([name]) => name).join(', ')}`] : []),
    ...(gone.length > 0 ? [`drops ${gone.join(', ')}`] : []),
  ];
}

/** `returns the 200, sets X-Stamp: bookshop`, `returns another response, a 404, without X-Stamp`, `returns None` */
function returned(event: Returned): string {
  if (event.status === null) return returnWords(event);
  const words = event.another
    ? ['returns another response', `a ${event.status}`]
    : [`returns the ${event.status}`];
  return [...words, ...(event.another ? goneWords(event) : headerWords(event.headers))].join(', ');
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
