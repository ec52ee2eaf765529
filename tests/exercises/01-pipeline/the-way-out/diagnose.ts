import type { Expected } from './django.ts';
import type { Visit, Visited } from './scene.ts';

/** Where the trace of a visit leaves Django's. */
interface Difference {
  readonly got: readonly string[];
  /** What had to happen at that place, and what happened instead: '' for nothing. */
  readonly next: string;
  readonly instead: string;
  /** What both did up to there. */
  readonly before: readonly string[];
  readonly visit: Visit;
}

type Diagnosis = (difference: Difference) => string | null;

/** The sentence that answers the mistake behind the first difference between two traces. */
export function diagnose(
  visit: Visit,
  { trace: got }: Visited,
  { trace: want }: Expected,
  at: number,
): string {
  const difference: Difference = {
    got,
    next: want[at] ?? '',
    instead: got[at] ?? '',
    before: got.slice(0, at),
    visit,
  };
  for (const sentence of diagnoses) {
    const found = sentence(difference);
    if (found !== null) return found;
  }
  return difference.instead === ''
    ? `Nothing more happened where Django does "${difference.next}".`
    : `"${difference.instead}" happened where Django ${difference.next === '' ? 'is done' : `does "${difference.next}"`}.`;
}

const started: Diagnosis = ({ next, instead, got }) => {
  if (!next.startsWith('request_started')) return null;
  if (instead.startsWith('request_started')) return wrongSender(instead);
  if (instead === 'call returns' && got.some((line) => line.startsWith('request_started'))) {
    return (
      'call returned, and nothing had happened. The body of a generator function starts when the first chunk is asked for; ' +
      'request, status and headers are due before call returns.'
    );
  }
  return got.some((line) => line.startsWith('request_started'))
    ? 'requestStarted was sent too late: its receivers are called before there is a request object, so that what they put in order is in order for all that follows.'
    : 'requestStarted was never sent. The handler tells whoever wants to know that a request begins, before it makes the request object.';
};

const finished: Diagnosis = ({ next, instead, got }) => {
  if (!next.startsWith('request_finished')) return null;
  if (instead.endsWith('resourceClosers left')) {
    return `"${instead}" was sent: the list is emptied before. request_finished is the last thing that close() does, whoever hears it finds a response that is closed, and a second close() nothing to close.`;
  }
  if (instead.startsWith('request_finished')) return wrongSender(instead);
  if (/^(closer|the stream is closed)/.test(instead)) {
    return `"${instead}" happened at the second close(). A response that was closed holds nothing open any more: close() leaves resourceClosers empty.`;
  }
  return got.some((line) => line.startsWith('request_finished'))
    ? 'requestFinished was not sent at this close(). Django sends it each time that close() is called.'
    : 'requestFinished was never sent. It is what close() does last: without it Django never lets go of connections that are too old.';
};

const threw: Diagnosis = ({ next, instead, before }) => {
  if (!next.startsWith('closer') || !before.at(-1)?.endsWith(', and throws')) return null;
  return (
    `A closer threw, and "${next}" never happened${instead === '' ? '' : `: "${instead}" came next`}. Each closer has to have ` +
    'its turn, whatever became of the one before it.'
  );
};

const closedEarly: Diagnosis = ({ next, instead, before }) =>
  /^(closer|the stream is closed)/.test(instead) && !before.includes('the server calls close()')
    ? `"${instead}" happened where Django does "${next}". What the response holds open is still needed: it is closed when the server calls close(), and not before.`
    : null;

const late: Diagnosis = ({ next }) =>
  next === 'closer late runs'
    ? '"closer late runs" never happened. The body opened something while it was made, and added a closer: look into resourceClosers when close() is called, not before.'
    : null;

const finishedEarly: Diagnosis = ({ next, instead }) => {
  if (!instead.startsWith('request_finished')) return null;
  return next.startsWith('closer') || next === 'the stream is closed'
    ? `requestFinished was sent before "${next}". The request is finished when everything that the response held open is closed.`
    : `requestFinished was sent where Django does "${next || 'nothing more'}". A request is finished when the server closes the response, and not before.`;
};

const noRequest: Diagnosis = ({ next, instead, visit }) => {
  if (next !== 'the request is made' && !next.startsWith('getResponse gets')) return null;
  if (instead.startsWith('getResponse gets'))
    return `getResponse got another request than ${visit.method} ${visit.path}.`;
  return `"${instead || 'nothing'}" happened where "${next}" was due: the request is made of the environ, and the chain answers it.`;
};

const caught: Diagnosis = ({ visit, got, instead }) =>
  'raises' in visit.response && got.includes('getResponse throws')
    ? `getResponse threw, and "${instead}" happened next. What comes out of the chain is not for the handler to answer: every ` +
      'layer has a boundary, so something is broken that a page could not tell. Let it pass to the server.'
    : null;

const againAsked: Diagnosis = ({ instead, got }) =>
  instead.startsWith('getResponse gets') && got.indexOf(instead) < got.lastIndexOf(instead)
    ? 'getResponse was called a second time. One request goes through the chain once: a view that takes an order would take two.'
    : null;

const tooEarly: Diagnosis = ({ next, instead }) => {
  if (!instead.startsWith('chunk ') && instead !== 'the body throws') return null;
  if (next.startsWith('startResponse')) {
    return `${instead === 'the body throws' ? 'The body was asked for' : `"${instead}"`} before startResponse was called. The server is given status and headers first; it has nowhere to put a chunk before.`;
  }
  if (next === 'call returns' || (instead.endsWith('is made') && next.endsWith('is sent'))) {
    return `"${instead}" came before "${next}". A chunk is made when the server asks for it: a report of millions of lines is never in memory as a whole.`;
  }
  return null;
};

const status: Diagnosis = ({ next, instead, got }) => {
  if (!next.startsWith('startResponse')) return null;
  if (instead.startsWith('startResponse')) {
    return (
      `The server was given the status line "${instead.replace('startResponse ', '')}" instead of "${next.replace('startResponse ', '')}". ` +
      'It is the code, a space, and the phrase that belongs to it.'
    );
  }
  return got.some((line) => line.startsWith('startResponse'))
    ? `startResponse was called too late: "${instead}" came before it. Status and headers are given to the server before call returns.`
    : 'startResponse was never called, so the server has neither a status nor headers to send.';
};

const neverClosed: Diagnosis = ({ next, instead }) =>
  next === 'the server calls close()' && !instead.startsWith('chunk') && instead !== 'the body throws'
    ? 'The server is done, and what call returned has no close() to be told. Files stay open, and nobody hears that the request is over.'
    : null;

const closers: Diagnosis = ({ next, instead }) => {
  if (!next.startsWith('closer') && next !== 'the stream is closed') return null;
  if (instead === '') {
    return `close() was called, and "${next}" never happened. What the response holds open is in its resourceClosers, all of it.`;
  }
  return `close() did "${instead}" where "${next}" was due. The closers run in the order in which they were added.`;
};

const bodyLost: Diagnosis = ({ next, instead, visit }) => {
  if (visit.method === 'HEAD' && instead === 'the server calls close()') {
    return `"${next}" never happened, since this was a HEAD request. Django answers HEAD as it answers GET; to leave the body out is the server's business.`;
  }
  if (next === 'the body throws') {
    return `The body had to throw here, and ${instead === '' ? 'nothing happened' : `"${instead}" happened`}: what breaks off must reach the server as broken.`;
  }
  return next.startsWith('chunk ')
    ? `"${next}" never happened where it was due, but ${instead === '' ? 'nothing more' : `"${instead}"`}. The server gets each chunk of the body, as chunksOf gives it.`
    : null;
};

const inCharacters: Diagnosis = ({ got, instead, visit: { response } }) =>
  instead === 'chunk 2 is sent' && 'body' in response && typeof response.body === 'string'
    ? `The body "${response.body}" went out in ${got.filter((line) => line.endsWith('is sent')).length} pieces of one character. A string is an iterable of its characters; chunksOf gives a whole body as one chunk.`
    : null;

const moreThanOnce: Diagnosis = ({ instead }) => {
  if (/^(closer|the stream)/.test(instead)) {
    return `"${instead}" a second time, or where nothing was left to close. Each closer runs once, at the first close().`;
  }
  return instead.startsWith('startResponse') ? 'startResponse was called a second time.' : null;
};

/** The first that fits is told. */
const diagnoses: readonly Diagnosis[] = [
  started,
  caught,
  againAsked,
  tooEarly,
  noRequest,
  status,
  closedEarly,
  threw,
  finished,
  late,
  finishedEarly,
  neverClosed,
  closers,
  bodyLost,
  inCharacters,
  moreThanOnce,
];

function wrongSender(line: string): string {
  return `The signal was sent as "${line}". Its sender is the handler's class, WSGIHandler, and requestStarted tells the environ with it, the very object that the server gave.`;
}
