import { paragraph } from '#suite/django';
import type { Asked, Event, Happened, Plan } from './deliver.ts';

/** What a failure shows: the request, what its view does, and everything that happened to it, with the time. */
export function evidenceOf(
  { request, visit: own, plan, sends }: Asked,
  { events, deliveries }: Happened,
): string[] {
  const lines = events.filter(({ visit }) => visit === own);
  const began = lines[0]?.at ?? 0;
  const rows = lines.map(
    (event) => `${String(Math.round(event.at - began)).padStart(6)} ms  ${inWords(event)}`,
  );
  const others = deliveries.length - 1;
  return [
    paragraph('Sent', [`${request.method} ${request.path}`, ...(plan === null ? [] : [planInWords(plan)])]),
    paragraph(`What happened (the client needs ${sends} ms for each chunk)`, rows),
    ...(others > 0
      ? [`Under way at the same time: ${others === 1 ? 'another request' : `${others} others`}.`]
      : []),
  ];
}

/** What the shop wrote to its logs, the end of it. */
export function printedBy({ output }: Happened): string[] {
  const printed = output.trim();
  return printed === '' ? [] : [paragraph('Printed', printed.split('\n').slice(-20))];
}

function planInWords({ kind, status, works, chunks, breaks }: Plan): string {
  const after = `after ${works} ms`;
  if (kind === 'raises') return `The view raises RuntimeError ${after}`;
  if (kind === 'missing') return `The view raises Http404 ${after}`;
  if (kind === 'plain') return `The view returns a whole response with status ${status} ${after}`;
  if (kind === 'file') return `The view returns a FileResponse with status ${status} ${after}`;
  const end = breaks ? ', and then raises' : '';
  return `The view returns a StreamingHttpResponse ${after}, which makes ${chunks.length} chunks${end}`;
}

function inWords({ what, detail }: Event): string {
  switch (what) {
    case 'began':
      return 'the request comes in';
    case 'returned':
      return `every layer has returned, and the server has the status: ${detail}`;
    case 'made':
      return `the view makes ${detail}`;
    case 'sent':
      return `the client has ${detail}`;
    case 'broke':
      return `the body breaks off: ${detail} comes out of it`;
    case 'closing':
      return 'the server closes the response';
    case 'released':
      return "the view's data source is closed";
    case 'recorded':
      return `timings.record: ${detail}`;
  }
}
