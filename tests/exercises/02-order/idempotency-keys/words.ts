/** Which words answer a mistake. */
import { exchangeEvidence, fail, type SiteResponse } from '#suite/django';

/** `POST /checkout/` */
export function asked({ exchange }: SiteResponse): string {
  return `${exchange.request.method} ${exchange.request.path}`;
}

export function say(response: SiteResponse, sentence: string): never {
  sayWhatRaised(response);
  return fail(sentence, exchangeEvidence(response.exchange));
}

export function viewRan({ trace }: SiteResponse): boolean {
  return trace.some(({ kind }) => kind === 'view-called');
}

const viewFiles = ['shop/urls.py', 'shop/checkout.py'];

/** A view whose queries are there, and whom the core hasn't called: the layer did. */
function sayWhoCalled(response: SiteResponse): void {
  if (viewRan(response)) return;
  const lines = response.trace.flatMap((event) =>
    event.kind === 'query' && event.at ? [event.at.file] : [],
  );
  if (!lines.some((file) => viewFiles.includes(file))) return;
  say(
    response,
    `${asked(response)}: your layer called the view itself. So it ran outside the core: no layer's \`process_exception\` is asked, no ` +
      'ATOMIC_REQUESTS makes a transaction of it, and the hooks that come after yours are passed over. The core calls the view when ' +
      '`process_view` returns None.',
  );
}

/** The second response repeats the first: no view ran, and it looks the same. */
export function expectRepeated(first: SiteResponse, second: SiteResponse): void {
  sayWhoCalled(second);
  if (viewRan(second)) {
    say(
      second,
      `${asked(second)} came with a key that had been answered, and ran its view again: the customer would pay twice.` +
        (first.status > 201
          ? ` The first answer was a ${first.status}. Whatever is no 5xx is kept: a repetition asks what has happened, and that has.`
          : ''),
    );
  }
  if (second.status !== first.status || second.text !== first.text) {
    say(
      second,
      `${asked(second)} came back ${second.status} "${second.text}", and the first time it was ${first.status} "${first.text}". ` +
        'A repetition is answered as the first request was.',
    );
  }
  const { receipt } = first.cookies;
  if (second.cookies['receipt'] !== receipt) {
    say(
      second,
      `The repetition of ${asked(second)} came back without the cookie that the first response had set (receipt=${receipt}): cookies are no ` +
        'part of `response.headers`. A response goes into the cache as a whole.',
    );
  }
  for (const name of ['Location', 'Content-Type']) {
    if (second.header(name) === first.header(name)) continue;
    say(
      second,
      `The repetition of ${asked(second)} came back without its ${name}: the first response said "${first.header(name)}", this one ` +
        `"${second.header(name)}". Status and headers are part of the answer.`,
    );
  }
}

/** The view ran: nothing that had been kept was the answer. */
export function expectRun(response: SiteResponse, status: number, otherwise: string): void {
  if (viewRan(response) && response.status === status) return;
  sayWhoCalled(response);
  const came = response.status === status ? `${status}` : `${response.status}, not ${status}`;
  const how = viewRan(response) ? '' : ', and its view was never called';
  say(response, `${asked(response)} came back ${came}${how}. ${otherwise}`);
}

/** The learner's own exceptions are told first: what comes after them is not the point. */
function sayWhatRaised(response: SiteResponse): void {
  const raised = response.trace.find(
    (event) => event.kind === 'layer-raised' || event.kind === 'hook-raised',
  );
  if (raised === undefined) return;
  const exception = raised.exception.split('.').at(-1);
  fail(
    `${raised.layer} itself raised ${exception}${raised.at === null ? '' : ` (${raised.at.file}, line ${raised.at.line})`}, and ` +
      `${asked(response)} came back ${response.status}.`,
    exchangeEvidence(response.exchange),
  );
}

/** A hook that reads a form's body after CsrfViewMiddleware has parsed it is told so. */
export function expectBodyThere(response: SiteResponse): void {
  const late = response.trace.some(
    (event) => event.kind === 'hook-raised' && event.exception.endsWith('RawPostDataException'),
  );
  if (!late) return;
  fail(
    `${asked(response)} sent a form of the type multipart/form-data, and your hook couldn't read its body any more. By then ` +
      'CsrfViewMiddleware had looked for a token in `request.POST`, and such a form is read from the connection as it is parsed. ' +
      'Whoever has read `request.body` before that finds it there later too.',
    exchangeEvidence(response.exchange),
  );
}
