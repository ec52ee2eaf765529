import type { Happened, Scene } from './scene.ts';

interface Difference {
  readonly scene: Scene;
  readonly happened: Happened;
  /** What had to happen at that place, what happened instead, and what happened just before: '' for nothing. */
  readonly next: string;
  readonly instead: string;
  readonly before: string;
  /** The exception that was dealt with, `Http404 raised by view`; '' when there was none yet. */
  readonly raised: string;
  /** Everything that Django does, and what it has done so far. */
  readonly want: readonly string[];
  readonly soFar: readonly string[];
}

type Diagnosis = (difference: Difference) => string | null;

/** The sentence that answers the mistake behind the first difference between two traces. */
export function diagnose(scene: Scene, happened: Happened, want: readonly string[], at: number): string {
  const soFar = want.slice(0, at);
  const last = soFar.findLast((line) => / raises /.test(line)) ?? '';
  const [, who = '', exception = ''] = /^(.+) raises (\w+)$/.exec(last) ?? [];
  const difference: Difference = {
    scene,
    happened,
    next: want[at] ?? '',
    instead: happened.trace[at] ?? '',
    before: soFar.at(-1) ?? '',
    raised: exception && `${exception} raised by ${who}`,
    want,
    soFar,
  };
  for (const sentence of diagnoses) {
    const found = sentence(difference);
    if (found !== null) return found;
  }
  if (difference.next === '') return `"${difference.instead}" happened, where in Django all is over.`;
  return `${difference.instead ? `"${difference.instead}"` : 'Nothing'} happened where Django does "${difference.next}".`;
}

const anotherRequest: Diagnosis = ({ instead }) =>
  /another request|without the request/.test(instead)
    ? `"${instead}": whoever is called here gets the very request that the boundary was called with.`
    : null;

const sender: Diagnosis = ({ next, instead }) =>
  next === 'signal' && instead.startsWith('signal from ')
    ? `"${instead}": got_request_exception is sent with null for the sender, whoever sends it. A receiver may have asked for one sender alone.`
    : null;

/** A page may answer with any status, and a boundary that puts its own in its place shows in what the next layer gets. */
const forcedStatus: Diagnosis = ({ before, soFar, happened }) => {
  const [, asked, status] = /^page (\d+) answers (\d+)$/.exec(before) ?? [];
  if (asked === undefined || asked === status) return null;
  const out = happened.trace.slice(soFar.length).find((line) => / out \d+$/.test(line));
  const got = out?.split(' ').at(-1) ?? String(happened.response?.status ?? status);
  if (got === status) return null;
  return `The page for ${asked} answered ${status}, and its response went on as a ${got}: what the page returns is the response, whatever its status.`;
};

const propagatedTheFirst: Diagnosis = ({ scene, soFar, instead, next }) => {
  const [, broken] = /^page (40\d) raises/.exec(soFar.at(-2) ?? '') ?? [];
  if (!scene.propagate || broken === undefined || soFar.at(-1) !== 'signal') return null;
  if (!instead.startsWith(`page ${broken}`)) return null;
  return (
    `DEBUG_PROPAGATE_EXCEPTIONS is set, and the page for ${broken} broke. The first exception was thrown on, so the next boundary asked ` +
    `for that page again, where Django does "${next}": the unexpected exception is the one that the page threw.`
  );
};

const loggedTheBrokenPage: Diagnosis = ({ soFar, instead }) => {
  const [first = '', page = '', signal, last = ''] = soFar.slice(-4);
  const [, broken] = /^page (40\d) raises/.exec(page) ?? [];
  if (broken === undefined || signal !== 'signal' || !last.startsWith('page 500 answers')) return null;
  const [who, exception] = first.split(' raises ');
  if (!instead.startsWith('log ') || instead.endsWith(`, with ${exception} raised by ${who}`)) return null;
  return (
    `The page for ${broken} broke, and a line was written about that: ${instead}. In Django the line stays the one about the ${exception} ` +
    `raised by ${who}${broken === '404' ? ', written at the very end' : ''}: that the page broke is told by the signal alone.`
  );
};

const baseException: Diagnosis = ({ raised, want, soFar, happened }) => {
  if (!raised.startsWith('SystemExit') || soFar.length < want.length) return null;
  const what = happened.escaped ?? happened.trace.slice(soFar.length).join(', ');
  return (
    `There was a ${raised}, and it didn't just go out to the server: ${what}. The process is to end, and that is nobody's error ` +
    'page: a BaseException passes every boundary, and no page, signal or log line is made for it.'
  );
};

const caughtPageOf500: Diagnosis = ({ before, next, instead, want, soFar }) => {
  if (!before.startsWith('page 500 raises')) return null;
  const wants =
    soFar.length === want.length ? 'it comes out to the server' : `the next boundary does "${next}" with it`;
  return (
    `The page for 500 itself raised, and then ${instead ? `"${instead}"` : 'nothing'} happened. In Django nobody has a page for that: the exception leaves this ` +
    `boundary, and ${wants}. Each boundary tries the page again, in vain.`
  );
};

const brokenPage: Diagnosis = ({ before, next, instead, raised }) => {
  if (!/^page 40\d raises/.test(before) || next !== 'signal') return null;
  return (
    `The page broke: ${raised}. Then ${instead ? `"${instead}"` : 'nothing'} happened, and in Django the signal is sent: whatever ` +
    'its class, an exception of an error page is one that nobody foresaw. It gets no row of the table, but the page for 500.'
  );
};

const escapedTooEarly: Diagnosis = ({ happened, instead, next, raised, scene }) => {
  if (happened.escaped === null || instead !== '' || next === '') return null;
  if (scene.propagate && !/^page 500/.test(next)) {
    return (
      `DEBUG_PROPAGATE_EXCEPTIONS is set, and the ${happened.escaped} went out, where Django does "${next}". The setting is looked ` +
      'at where the page for 500 would be made: it lets through what nobody foresaw, after the signal, and nothing else.'
    );
  }
  return `The ${raised || happened.escaped} came out of the chain, where Django does "${next}". Around the core and each layer there is a boundary.`;
};

const propagated: Diagnosis = ({ scene, instead, next, before }) => {
  if (!scene.propagate || before !== 'signal' || !instead.startsWith('page 500')) return null;
  const then = next ? `the next boundary does "${next}"` : 'it comes out to the server';
  return `DEBUG_PROPAGATE_EXCEPTIONS is set, and a page for 500 was made. With it the exception goes on instead: ${then}.`;
};

const signal: Diagnosis = ({ next, instead, raised, scene }) => {
  if (next === 'signal') {
    return instead.startsWith('page')
      ? `A page was made for the ${raised} before anybody was told: "${instead}". got_request_exception comes first, so that a report goes out even when the page breaks.`
      : `Nobody was told of the ${raised}: got_request_exception is what error reports hang on, and it is sent for each exception that nobody foresaw.`;
  }
  if (instead !== 'signal') return null;
  const [derived = ''] = raised.split(' ');
  const base = { Resolver404: 'Http404', DisallowedHost: 'SuspiciousOperation' }[derived];
  if (base !== undefined) {
    return `The ${raised} was taken for one that nobody foresaw. ${derived} is a subclass of ${base}, and a subclass is treated like its class.`;
  }
  return scene.view.does === 'answer' && raised === ''
    ? 'got_request_exception was sent, and nobody had raised anything.'
    : `got_request_exception was sent for the ${raised}. It stands in the table with a response of its own: an answer, and no alarm.`;
};

const page: Diagnosis = ({ next, instead, raised }) => {
  const [, status] = /^page (\d+) /.exec(next) ?? [];
  if (status === undefined) return null;
  const [, other] = /^page (\d+) /.exec(instead) ?? [];
  if (other !== undefined && other !== status) {
    return `The ${raised} got the page for ${other}, and in Django the one for ${status}. A subclass is treated like its class, and the rows of the table are tried from the top.`;
  }
  return (
    `For the ${raised}, the project was never asked for its page for ${status}: ${instead ? `"${instead}" happened` : 'nothing happened'} instead. What the ` +
    'page says is for the project to decide, not for the boundary.'
  );
};

const log: Diagnosis = ({ next, instead, raised: last }) => {
  // By then another one may have been raised by a page.
  const raised = /, with (.+)$/.exec(next)?.[1] ?? last;
  if (instead.startsWith('log ') && next.startsWith('log ')) return otherLine(next, instead, raised);
  if (instead.startsWith('log ')) {
    return raised.startsWith('Http404') || raised.startsWith('Resolver404')
      ? `The ${raised} was logged at the boundary. A 404 is logged at the very end, when the outermost layer has returned: a layer may still put another response in its place.`
      : `${instead} was written, where Django writes no line: it does "${next || 'nothing more'}".`;
  }
  if (!next.startsWith('log ')) return null;
  const nextBy = next.endsWith('"')
    ? 'after the outermost layer'
    : 'by the boundary that made the response, before the next layer is on its way out';
  return `${next} is written ${nextBy}, and it was not${instead && `: "${instead}" came first`}.`;
};

function otherLine(next: string, instead: string, raised: string): string {
  const [, logger, level] = /^log (\S+) (\S+)/.exec(instead) ?? [];
  const [, rightLogger = '', rightLevel] = /^log (\S+) (\S+)/.exec(next) ?? [];
  if (next.startsWith(instead)) {
    return `The line about the ${raised} was written without the exception, so there is no traceback below it.`;
  }
  if (instead.startsWith(next)) {
    return `A line was written with an exception, and Django's has none: ${next}.`;
  }
  if (logger !== rightLogger) {
    const why = rightLogger.startsWith('django.security')
      ? ' Whoever watches for attacks listens to `django.security`, and the last part is the class of the exception itself.'
      : '';
    if (logger === 'django.security.SuspiciousOperation') {
      return `The ${raised} was logged to ${logger}, and in Django to ${rightLogger}.${why} Its \`name\` doesn't tell: a subclass inherits that.`;
    }
    return `The ${raised} was logged to ${logger}, and in Django to ${rightLogger}.${why}`;
  }
  if (level !== rightLevel)
    return `The ${raised} was logged at level ${level}, and in Django at ${rightLevel}.`;
  return `The line about the ${raised} says ${instead.slice(4)}, and in Django ${next.slice(4)}.`;
}

const noResponse: Diagnosis = ({ instead, next }) =>
  / out with /.test(instead)
    ? `"${instead}": getResponse gave the layer no response, and in Django it does "${next}". Every path through a boundary ends with a response or an exception.`
    : null;

const otherStatus: Diagnosis = ({ instead, next, raised }) => {
  const [, layer, status] = /^(\w+) out (\d+)$/.exec(instead) ?? [];
  const [, sameLayer, right] = /^(\w+) out (\d+)$/.exec(next) ?? [];
  if (layer === undefined || layer !== sameLayer) return null;
  return `${layer} got a ${status}, and in Django a ${right}${raised && `, made of the ${raised}`}: what the page returns is the response, whatever its status.`;
};

const diagnoses = [
  anotherRequest,
  baseException,
  caughtPageOf500,
  brokenPage,
  sender,
  forcedStatus,
  propagatedTheFirst,
  loggedTheBrokenPage,
  propagated,
  escapedTooEarly,
  signal,
  page,
  log,
  noResponse,
  otherStatus,
];
