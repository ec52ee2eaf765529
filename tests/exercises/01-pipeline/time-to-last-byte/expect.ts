/** What is true of every response that the shop delivers, and the words for each way to miss it. */
import { type Case, say } from './case.ts';
import { type Asked, deliver } from './deliver.ts';
import { printedBy } from './evidence.ts';
import { expectMeasured, expectOneRecord } from './record.ts';

/** Delivers `asked`, several at a time if there are several, and checks the response and the record of each. */
export async function expectTimed(status: number, ...asked: readonly Asked[]): Promise<void> {
  const happened = await deliver(asked);
  asked.forEach((each, index) => {
    const delivery = happened.deliveries[index];
    if (delivery === undefined) throw new Error('A request was not served.');
    const { method, path } = each.request;
    const one = { asked: each, delivery, happened, name: `${method} ${path}` };
    expectServed(one, status);
    expectNoFaultAround(one);
    expectUntouched(one);
    expectNothingHeldBack(one);
    expectClosed(one);
    expectMeasured(one, expectOneRecord(one));
  });
}

function expectServed(one: Case, status: number): void {
  const { delivery, name, happened } = one;
  if (delivery.escaped !== null) {
    const { exception, message, at } = delivery.escaped;
    const place = at === null ? '' : ` (${at.file}, line ${at.line})`;
    say(one, `${name}: ${exception}: ${message}${place} reached the server, which has no answer to that.`);
  }
  if (delivery.status === status) return;
  const raised = /^(\w+(?:\.\w+)*(?:Error|Exception)): (.+)$/m.exec(happened.output);
  const noContent = happened.output.includes('has no `content` attribute');
  say(
    one,
    noContent
      ? `${name} came back ${delivery.status}, not ${status}: your layer asked a streaming response for its content. It has none; its body doesn't exist yet.`
      : `${name} came back ${delivery.status}, not ${status}${raised ? `: ${raised[1]}: ${raised[2]}` : ''}. A layer that measures changes nothing.`,
    printedBy(happened),
  );
}

/** What comes out of the body is the exception that the view raised in it, or none. */
function expectNoFaultAround(one: Case): void {
  const { asked, delivery, name } = one;
  const { broke } = delivery;
  if (broke === null || (asked.plan?.breaks && broke.startsWith('ZeroDivisionError'))) return;
  say(
    one,
    broke.includes('generator already executing')
      ? `${name}: ${broke} came out of the body. Your generator asks the response for its chunks, and by then the response's ` +
          'chunks are your generator. Read `streaming_content` before you set it.'
      : `${name}: ${broke} came out of the body, and not from the view: it was raised in what your layer put around the chunks.`,
  );
}

/** The client gets what the view made: nothing is missing, added or exchanged. */
function expectUntouched(one: Case): void {
  const { asked, delivery, name } = one;
  const { plan } = asked;
  if (plan === null || plan.kind === 'raises' || plan.kind === 'missing') return;
  const header = (wanted: string) => delivery.headers.find(([each]) => each.toLowerCase() === wanted)?.[1];
  if (header('x-report') !== plan.mark || !header('set-cookie')?.startsWith(`report=${plan.mark}`)) {
    say(
      one,
      `${name}: the view set a header X-Report and a cookie, and the response went out without them. Headers, cookies ` +
        'and status belong to the response object that came from inside: measure that one, and return that one.',
    );
  }
  const whole = plan.chunks.map(({ text }) => text).join('');
  const expected =
    asked.leavesAfter === null
      ? whole
      : plan.chunks
          .slice(0, asked.leavesAfter)
          .map(({ text }) => text)
          .join('');
  if (delivery.body === expected) return;
  const made = one.happened.events.filter(({ what, visit }) => what === 'made' && visit === asked.visit);
  if (delivery.body === '' && (made.length > 0 || plan.kind === 'file')) {
    say(
      one,
      `${name}: the view made its body, and the client got an empty one. An iterator can be walked through once: ` +
        'whoever counts its bytes by consuming it leaves nothing for the server.',
    );
  }
  say(one, `${name}: the client got another body than the view made. A layer that measures changes nothing.`);
}

/** Each chunk goes out before the next is made, and an exception of the body reaches the server. */
function expectNothingHeldBack(one: Case): void {
  const { asked, delivery, happened, name } = one;
  if (asked.plan?.kind !== 'stream') return;
  const order = happened.events.filter(
    ({ what, visit }) => visit === asked.visit && ['returned', 'made', 'sent'].includes(what),
  );
  const early = order.findIndex(
    ({ what }, index) => what === 'made' && !['returned', 'sent'].includes(order[index - 1]?.what ?? ''),
  );
  if (early >= 0) {
    const before = order[early - 1];
    say(
      one,
      before === undefined
        ? `${name}: the view made its first chunk while your layer still ran. The client can't get a byte until every layer has returned, and a report of millions of lines would fill the memory first.`
        : `${name}: the view made ${order[early]?.detail} before the client had ${before.detail}. A stream hands each chunk on when it has it; what is collected first is no stream any more.`,
    );
  }
  if (asked.plan.breaks && delivery.broke === null) {
    say(
      one,
      `${name}: the body raised, and the server never heard of it. It would have cut the connection, so that the client can tell; an ` +
        'exception that is swallowed makes a broken report look like a complete one. Let it pass.',
    );
  }
}

/** `close()` does what it does without the layer. */
function expectClosed(one: Case): void {
  const { asked, delivery, happened, name } = one;
  const released = happened.events.some(({ what, visit }) => what === 'released' && visit === asked.visit);
  const holds = asked.plan?.kind === 'stream' || asked.plan?.kind === 'file';
  const order = happened.events.filter(({ visit }) => visit === asked.visit).map(({ what }) => what);
  if (released && order.indexOf('released') < order.indexOf('closing')) {
    say(
      one,
      `${name}: the response was closed before the server closed it, and then once more. close() is the server's to call; it ` +
        'sends request_finished each time, and whatever a layer outside of yours still wants of the response is closed by then.',
    );
  }
  if (delivery.finished === 1 && (released || !holds)) return;
  say(
    one,
    delivery.finished > 1
      ? `${name}: request_finished was sent ${delivery.finished} times. It is sent by the response's close(), which is the server's to call, once.`
      : `${name}: the server closed the response, and ${delivery.finished === 0 ? 'request_finished was not sent' : "the view's data source was left open"}. ` +
          "That is what the response's own close() does; if another function stands in its place, it has to call the first one.",
  );
}
