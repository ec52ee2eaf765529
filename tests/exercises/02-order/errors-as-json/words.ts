/** What an error of the API has to be, and which words answer one that isn't. */
import { expect } from 'vitest';
import { exchangeEvidence, fail, paragraph, type SiteResponse } from '#suite/django';
import { reasons } from './shop.ts';

const shops = 'RateLimitMiddleware';
const notLearners = new Set([
  'SecurityMiddleware',
  'SessionMiddleware',
  'CommonMiddleware',
  'CsrfViewMiddleware',
  'AuthenticationMiddleware',
  'MessageMiddleware',
  'XFrameOptionsMiddleware',
  shops,
]);

/** `GET /api/books/` */
export function asked({ exchange }: SiteResponse): string {
  return `${exchange.request.method} ${exchange.request.path}`;
}

/** Fails unless the response is the error in JSON, and nothing but that. */
export function expectJson(response: SiteResponse, status: number, reason = reasons[status]): void {
  sayWhatRaised(response);
  expect(response).toHaveStatus(status, {
    because:
      whoIsMissing(response) ??
      'Only the body and its Content-Type are yours to change: by the status the app knows what to do.',
  });
  const type = response.header('Content-Type') ?? 'nothing';
  if (!/^application\/json\b/.test(type)) {
    fail(
      `${asked(response)} came back ${status} with ${type}, and the app can read JSON alone. ${whyNotJson(response)}`,
      exchangeEvidence(response.exchange),
    );
  }
  sayWhatLeaked(response);
  const body = bodyOf(response);
  const keys = Object.keys(body).sort().join();
  if (keys === 'error,status' && body['status'] === status && body['error'] === reason) {
    expectLength(response);
    return;
  }
  if (keys === 'error,status' && body['status'] === status && reason === response.reason) {
    fail(
      `${asked(response)} came back "${status} ${reason}", and its body says "${String(body['error'])}". The reason phrase is the response's ` +
        'own: a view may have chosen it, and a status need not be one that HTTP has words for.',
      [...exchangeEvidence(response.exchange), bodyParagraph(response)],
    );
  }
  fail(
    `${asked(response)} came back ${status} as JSON, and its body is not {"status": ${status}, "error": "${reason}"}: the app looks for ` +
      'these two, and for no other.',
    [...exchangeEvidence(response.exchange), bodyParagraph(response)],
  );
}

/** Fails unless the response is as it would be without the learner's layer. */
export function expectUntouched(
  response: SiteResponse,
  status: number,
  body: string | RegExp,
  because: string,
): void {
  sayWhatRaised(response);
  expect(response).toHaveStatus(status, { because: whoIsMissing(response) ?? because });
  if (response.text.includes('<code>DEBUG = True</code>')) {
    fail(
      `${asked(response)} came back ${status} with Django's page for developers: DEBUG is on. Visitors would read the shop's settings there.`,
      exchangeEvidence(response.exchange),
    );
  }
  const same = typeof body === 'string' ? response.text === body : body.test(response.text);
  if (same) return;
  fail(`The body of ${asked(response)} is another one. ${because}`, [
    ...exchangeEvidence(response.exchange),
    bodyParagraph(response),
  ]);
}

/** Fails unless Django has written one line about the request, with a traceback if it was a crash. */
export function expectOneLine(response: SiteResponse, crash: boolean): void {
  sayWhatRaised(response);
  const { path } = response.exchange.request;
  const lines = response.output.split('\n').filter((line) => line.endsWith(`: ${path}`));
  if (lines.length > 1) {
    expectOneCall(response);
    fail(
      `${asked(response)} is in the log ${lines.length} times. ${whyLoggedAgain(response)}`,
      exchangeEvidence(response.exchange),
    );
  }
  if (lines.length === 1 && (!crash || response.output.includes('Traceback'))) return;
  fail(
    `${asked(response)} came back ${response.status}, and the log has ${lines.length === 0 ? 'no line about it' : 'no traceback for it'}. When ` +
      'your code answers an exception before a boundary has met it, as in `process_exception`, nobody is told of it, and nothing is written ' +
      'of where it was raised.',
    exchangeEvidence(response.exchange),
  );
}

/** Fails when the request went through the layers inside more than once. */
export function expectOneCall(response: SiteResponse): void {
  const called = response.trace.filter(({ kind }) => kind === 'view-called').length;
  if (called <= 1) return;
  fail(
    `${asked(response)} was one request, and its view was called ${called} times. Each call of \`get_response\` sends the request through ` +
      'all that lies inside your layer.',
    exchangeEvidence(response.exchange),
  );
}

function whyLoggedAgain({ trace }: SiteResponse): string {
  const replaced = trace.some(
    (event) => event.kind === 'layer-left' && event.another === true && !notLearners.has(event.layer),
  );
  return replaced
    ? 'The boundary has logged this response when it made it, and Django keeps a note of that on the response itself. The one that you ' +
        'put in its place has no such note, so it is logged once more at the end: somebody is called out of bed twice.'
    : "One line is Django's, and was there before. Another comes from your code, or from what you have set.";
}

function expectLength(response: SiteResponse): void {
  const said = response.header('Content-Length');
  const bytes = response.exchange.response?.body.length ?? 0;
  if (said === null || Number(said) === bytes) return;
  fail(
    `${asked(response)} says Content-Length: ${said}, and its body has ${bytes} bytes. CommonMiddleware lies inside your layer: it had ` +
      'counted the page before you put JSON in its place. A client waits for the rest, or cuts the JSON off.',
    exchangeEvidence(response.exchange),
  );
}

/** Fails when a request that the rate limit refused has been through any layer of Django's. */
export function expectRefusedFirst(response: SiteResponse): void {
  const entered = layersOf(response).filter((layer) => layer !== shops && notLearners.has(layer));
  if (entered.length === 0) return;
  fail(
    `${asked(response)} was refused by RateLimitMiddleware, and had been through ${entered.join(', ')} by then. Whoever asks too often is ` +
      "to cost the other layers nothing: only the layer that makes JSON of the limit's answer has to stand outside of it.",
    exchangeEvidence(response.exchange),
  );
}

/** Fails when a request that goes all the way to a view meets fewer layers than the shop has. */
export function expectAllLayers(response: SiteResponse): void {
  const entered = new Set(layersOf(response));
  const missing = [...notLearners].filter((layer) => !entered.has(layer));
  if (missing.length === 0) return;
  fail(
    `The trace has no ${missing.join(', ')}. Your layer comes to the others, and each of them is needed: none is taken out.`,
    exchangeEvidence(response.exchange),
  );
}

/** Says so when a layer of the shop's own was not entered where a status is not the one that was to come. */
function whoIsMissing(response: SiteResponse): string | null {
  const entered = layersOf(response);
  const missing = [shops, 'CommonMiddleware'].find((layer) => !entered.includes(layer));
  if (missing === undefined) return null;
  return `The trace has no ${missing}. Your layer comes to the others, and each of them is needed: none is taken out.`;
}

function whyNotJson(response: SiteResponse): string {
  const { trace } = response;
  const entered = layersOf(response);
  if (entered.some((layer) => !notLearners.has(layer))) {
    const converted = trace.find((event) => event.kind === 'exception-converted');
    if (converted?.kind !== 'exception-converted') {
      return 'It came to your layer as a response like any other: nobody had raised anything. What makes it an error is its status.';
    }
    const where = converted.boundary === null ? 'the core' : converted.boundary;
    return (
      `Your layer got it from \`get_response\` as a response: the boundary around ${where} had made it of the exception. Neither an ` +
      '`except` nor `process_exception` gets to see all of those.'
    );
  }
  if (entered.at(-1) === shops) {
    return 'RateLimitMiddleware lies outside your layer: it refused on the way in, and your layer has never heard of the request.';
  }
  if (trace.some((event) => event.kind === 'layer-raised' && event.layer === 'CommonMiddleware')) {
    return (
      'CommonMiddleware checks the Host on the way in and raised. The boundary around it made the response, and your layer, further in, ' +
      'has never heard of the request.'
    );
  }
  return 'The trace shows no layer of yours: Django builds the onion from MIDDLEWARE, and what is not listed there is never called.';
}

/** Views of the suite, and its rate limit, say "secret" and a word when they say anything. */
function sayWhatLeaked(response: SiteResponse): void {
  if (!/secret|<h1>|pirate\//i.test(response.text)) return;
  fail(
    `The body of ${asked(response)} tells what the exception or the page said. An exception's message is written for the log: it may name ` +
      'tables, hosts and customers. The reason phrase of the status is all that the app is to know.',
    [...exchangeEvidence(response.exchange), bodyParagraph(response)],
  );
}

/** A layer of the learner's that raised. */
function sayWhatRaised(response: SiteResponse): void {
  const raised = response.trace.find(
    (event) => event.kind === 'layer-raised' || event.kind === 'hook-raised',
  );
  if (raised === undefined || notLearners.has(raised.layer)) return;
  const exception = raised.exception.split('.').at(-1);
  fail(
    `${raised.layer} itself raised ${exception}${raised.at === null ? '' : ` (${raised.at.file}, line ${raised.at.line})`}, and ` +
      `${asked(response)} came back ${response.status}: the boundary around it made a response of the exception.`,
    exchangeEvidence(response.exchange),
  );
}

function bodyOf(response: SiteResponse): Record<string, unknown> {
  try {
    return Object(response.json()) as Record<string, unknown>;
  } catch {
    return fail(`${asked(response)} says that it is JSON, and its body is none.`, [
      ...exchangeEvidence(response.exchange),
      bodyParagraph(response),
    ]);
  }
}

function bodyParagraph({ text }: SiteResponse): string {
  return paragraph('Body', text.slice(0, 400).split('\n'));
}

function layersOf({ trace }: SiteResponse): string[] {
  return trace.flatMap((event) => (event.kind === 'layer-entered' ? [event.layer] : []));
}
