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

/** The second response repeats the first: no view ran, and it looks the same. */
export function expectRepeated(first: SiteResponse, second: SiteResponse): void {
  if (viewRan(second)) {
    say(
      second,
      `${asked(second)} came with a key that had been answered, and ran its view again: the customer would pay twice.` +
        (first.status >= 400 || first.status >= 300
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
  say(
    response,
    `${asked(response)} came back ${response.status}${viewRan(response) ? '' : ' without its view being called'}, not ${status}. ${otherwise}`,
  );
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
