/** What is true of the record of a response, and the words for each way to miss it. */
import { type Case, say } from './case.ts';
import type { Recorded } from './deliver.ts';

/** The one record of a response, written when its body was out. */
export function expectOneRecord(one: Case): Recorded {
  const { asked, happened, name, delivery } = one;
  const own = happened.records.filter(({ visit }) => visit === asked.visit);
  const [record] = own;
  if (own.length > 1) {
    return say(
      one,
      `${name} was recorded ${own.length} times. There is one line for each response: a body that ends, breaks off or is ` +
        'abandoned is in any case closed afterwards, so what is written at both places is written twice.',
    );
  }
  if (record === undefined) return say(one, `${name} was never recorded. ${whyMissing(one)}`);
  const order = happened.events.filter(({ visit }) => visit === asked.visit).map(({ what }) => what);
  const at = order.indexOf('recorded');
  const last = Math.max(order.lastIndexOf('sent'), order.indexOf('returned'));
  if (at < last) {
    const others = happened.deliveries.length > 1 && at > order.indexOf('returned');
    return say(
      one,
      `${name} was recorded as ${Math.round(record.milliseconds)} ms and ${record.size} bytes before the body was out: the server ` +
        `was done with it after ${Math.round(delivery.ended - delivery.began)} ms. ` +
        (others
          ? 'Several responses were under way at a time, and another one was closed then. request_finished tells which handler ' +
            'sent it, and nothing of the request; the close() of a response belongs to that response.'
          : 'When `get_response` returns there is a response object, and no more; its body, streamed or not, goes out later, ' +
            'outside of every layer.'),
    );
  }
  return record;
}

function whyMissing({ asked, delivery }: Case): string {
  if (delivery.broke !== null) {
    return 'Its body broke off, and what stands after a loop over the chunks isn’t reached then. The server closes the response even so.';
  }
  if (asked.leavesAfter === 0) {
    return (
      'The client was gone before the first chunk, so nobody ever asked for one: a generator that was never started has no ' +
      '`finally` to run. But the server closes every response.'
    );
  }
  if (asked.leavesAfter !== null) {
    return (
      `The client went away after ${asked.leavesAfter} of the chunks, so the body never came to its end. The server asks for ` +
      'no more, and closes the response.'
    );
  }
  if (asked.plan?.kind === 'stream') return 'It was streamed to its end, and then the server closed it.';
  return `It came back ${delivery.status}, and a response travels out through your layer whatever its status and its kind.`;
}

/** Time, bytes and status are those of the delivery. */
export function expectMeasured(one: Case, { milliseconds, size, status }: Recorded): void {
  const { asked, delivery, name, happened } = one;
  if (status !== delivery.status)
    say(one, `${name} went out with ${delivery.status} and was recorded as ${status}.`);
  const took = delivery.ended - delivery.began;
  if (Math.abs(milliseconds - took) > 0.5) {
    say(
      one,
      `${name} was recorded as ${Math.round(milliseconds)} ms, and it took ${Math.round(took)} ms from the moment it came in until ` +
        `the server was done with it. ${whyOtherTime(one, milliseconds)}`,
    );
  }
  const bytes = new TextEncoder().encode(delivery.body).length;
  if (size === bytes) return;
  const last = happened.events.findLast(({ what, visit }) => what === 'sent' && visit === asked.visit);
  const lastBytes = Number(/(\d+) bytes/.exec(last?.detail ?? '')?.[1]);
  const announced = Number(delivery.headers.find(([each]) => each.toLowerCase() === 'content-length')?.[1]);
  const why =
    size === [...delivery.body].length
      ? 'That is the number of characters: a body is made of bytes, and Django turns text into them when `streaming_content` is read.'
      : size === bytes - lastBytes && asked.leavesAfter !== null
        ? 'The last chunk is missing. What follows a `yield` only runs when the next chunk is asked for, and nobody asked.'
        : size === 0 && asked.request.method === 'HEAD'
          ? 'Of a HEAD request Django makes the whole page; to leave it out is for the server, later.'
          : size === 0
            ? 'Each chunk goes by on its way to the server; that is where its bytes can be counted.'
            : size === announced && asked.leavesAfter !== null
              ? 'That is its Content-Length: what was announced, and not what went out.'
              : happened.deliveries.length > 1 && size > bytes
                ? sharedInWords
                : 'Count what the server is given, as it is given it.';
  say(one, `${name} was recorded with ${size} bytes, and the server was given ${bytes}. ${why}`);
}

const sharedInWords =
  'Several responses were under way at a time. One instance of a layer serves them all, so what belongs to one of them can’t ' +
  'live on `self`, or in any place that another request writes to.';

function whyOtherTime({ happened, asked, delivery }: Case, milliseconds: number): string {
  const at = happened.events.find(({ what, visit }) => what === 'returned' && visit === asked.visit)?.at;
  if (at !== undefined && Math.abs(at - delivery.began - milliseconds) < 0.5) {
    return 'That is when the layers had returned: the clock has to be read again when the response is closed.';
  }
  const others = happened.deliveries.filter((each) => each !== delivery);
  if (others.some(({ began }) => Math.abs(delivery.ended - began - milliseconds) < 0.5)) return sharedInWords;
  if (at !== undefined && Math.abs(delivery.ended - at - milliseconds) < 0.5) {
    return 'That is the time since the layers had returned: the clock has to be read before `get_response` is called, too.';
  }
  return 'The clock is `now()` of shop/clock.py, in milliseconds; it has to be read when the request comes in, and again when the server is done.';
}
