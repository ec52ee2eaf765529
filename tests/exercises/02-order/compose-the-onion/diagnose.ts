import type { Expected } from './django.ts';
import type { Answered, Layer, Scene } from './scene.ts';

/** Where a request's trace leaves Django's. */
interface Difference {
  readonly layers: readonly Layer[];
  /** The names of the layers that are in the chain, outermost first. */
  readonly used: readonly string[];
  readonly got: readonly string[];
  readonly want: readonly string[];
  readonly at: number;
  /** What had to happen at that place, what happened instead, and what happened just before: '' for nothing. */
  readonly next: string;
  readonly instead: string;
  readonly before: string;
  readonly escaped: string | null;
}

type Diagnosis = (difference: Difference) => string | null;

const CAME_BACK = /^(\w+) (?:out|asks again after) (.+)$/;

/** The sentence that answers the mistake behind the first difference between two traces. */
export function diagnose(
  { layers }: Scene,
  answered: Answered,
  { trace: want }: Expected,
  at: number,
): string {
  const { trace: got, escaped } = answered;
  const difference: Difference = {
    layers,
    used: layers.filter(({ does }) => does !== 'not-used').map(({ name }) => name),
    got,
    want,
    at,
    next: want[at] ?? '',
    instead: got[at] ?? '',
    before: want[at - 1] ?? '',
    escaped,
  };
  for (const sentence of diagnoses) {
    const found = sentence(difference);
    if (found !== null) return found;
  }
  return `"${difference.instead}" happened where Django does "${difference.next}".`;
}

const ledBack: Diagnosis = ({ instead, before }) => {
  if (!instead.endsWith(' in again')) return null;
  const entered = first(instead);
  const from = first(before);
  return (
    `${from}'s getResponse led back into ${entered === from ? `${from} itself` : entered}, and would have gone round and round. ` +
    'When getResponse is looked up only when a request comes, it finds what the chain has become by then. It has to ' +
    `stay what was inside ${from} when its factory was called.`
  );
};

const gotAnother: Diagnosis = ({ instead, got, at }) => {
  const [, who, what] = /^(\w+) got (.+)$/.exec(instead) ?? [];
  if (who === undefined) return null;
  const whom = who === 'view' ? 'The view' : who;
  if (what === 'a copy of the request') {
    return (
      `${whom} got a copy of the request. Layers talk through the request: what is set on it further in (Django's ` +
      'request.user), a layer further out reads from it when the response comes back. So it has to be the very same object.'
    );
  }
  const [, asking, path] =
    /^(\w+) asks for (.+)$/.exec(got.slice(0, at).findLast((line) => line.includes(' asks for ')) ?? '') ??
    [];
  return asking === undefined
    ? `${whom} got ${what}. It has to get the request that the chain was called with.`
    : `${asking} asked for ${path}, and ${who === 'view' ? 'the view' : who} got ${what}. Whoever calls getResponse decides on the request: ` +
        'it hands on the one that it is called with, whichever came to the chain first.';
};

const secondCallDiffers: Diagnosis = ({ want, at, next, instead }) => {
  const soFar = want.slice(0, at);
  const who = soFar
    .filter((line) => line.includes(' asks again after '))
    .map(first)
    .findLast((name) => !soFar.some((line) => line.startsWith(`${name} out `)));
  if (who === undefined) return null;
  const differs =
    instead === ''
      ? `nothing happened where "${next}" was due`
      : `"${instead}" happened where "${next}" was due`;
  return (
    `${who} called its getResponse a second time, and the second call did something else than the first: ${differs}. ` +
    `getResponse isn't "the next of a list": it is everything inside ${who}, and all of that happens each time it is called.`
  );
};

const raisedThrough: Diagnosis = ({ want, at, next, instead, before, escaped }) => {
  const cause = want.slice(0, at).findLast((line) => line.includes(' raises '));
  const [, waiting, status] = CAME_BACK.exec(next) ?? [];
  if (waiting === undefined || before !== cause) return null;
  const [who, , exception = ''] = before.split(' ');
  const whose = who === 'view' ? 'The view' : who;
  const [, receiver, received] = CAME_BACK.exec(instead) ?? [];
  if (receiver === waiting) {
    const what = received?.replace(/^with /, '');
    return `${whose} raised ${exception}, and ${waiting} got ${what} from inside. ${convertedInWords(exception, status)}`;
  }
  const end = escaped === null ? '' : ` It escaped from the chain instead.`;
  const skipped = instead === '' ? '' : ' The exception flew past it to a boundary further out.';
  return (
    `${whose} raised ${exception}, and ${waiting} never got a response back. Between any two layers, and around the view, ` +
    `there is a boundary: the exception should have reached ${waiting} as a ${status} response.${end || skipped}`
  );
};

const wentOnInside: Diagnosis = ({ before, instead }) => {
  if (!before.includes(' short-circuits ') || !(instead.endsWith(' in') || instead.startsWith('view ')))
    return null;
  return (
    `${first(before)} answered by itself, and the request went on inside it all the same (${instead}). A short-circuit turns ` +
    'the request around: no layer further in, and no view, ever hears of it.'
  );
};

const viewFirst: Diagnosis = ({ at, instead, want, got, used }) => {
  if (at > 0 || !instead.startsWith('view ') || used.length === 0) return null;
  const turned = want.find((line) => line.includes(' short-circuits '))?.split(' ')[0];
  if (!want.some((line) => line.startsWith('view ')) && turned !== undefined) {
    return (
      `The view ran, though ${turned} had an answer of its own. The view is the core: it runs when every layer has ` +
      'let the request through, and a short-circuit keeps it from running at all.'
    );
  }
  return got.some((line) => line.endsWith(' in'))
    ? `The view ran before ${used[0]} had seen the request. The view is the core: it runs when every layer has let the request through.`
    : `The request went straight to the view: ${used.join(', ')} never saw it.`;
};

const insideOut: Diagnosis = ({ at, instead, got, used }) => {
  const [outermost, innermost] = [used[0], used.at(-1)];
  if (at > 0 || outermost === innermost || instead !== `${innermost} in` || !got.includes(`${outermost} in`))
    return null;
  return (
    `${innermost}, the last of the list, met the request first: the onion is inside out. ` +
    `The first of the list, ${outermost}, is the outermost layer.`
  );
};

const cameBackTooEarly: Diagnosis = ({ instead, next }) => {
  const hasty = CAME_BACK.exec(instead)?.[1];
  if (hasty === undefined || !/( in$)|(^view )/.test(next)) return null;
  return (
    `${hasty} got a response back (${instead}) before anything inside it had happened. When a layer calls getResponse, ` +
    'the request goes through everything inside that layer first; only then does the layer go on, with the response of it.'
  );
};

const neverMet: Diagnosis = ({ next, instead, got, layers }) => {
  if (instead === '' && next.startsWith('view ')) return 'The view was never called.';
  if (!next.endsWith(' in')) return null;
  if (got.includes(next)) return `${first(next)} met the request at the wrong moment: ${instead} came first.`;
  const unused = layers.find(({ does }) => does === 'not-used')?.name;
  if (unused !== undefined) {
    return (
      `${first(next)} never saw the request, and all it has to do with it is that ${unused} raised MiddlewareNotUsed. Only the ` +
      'layer whose factory raised it is left out; all others stay, outside and inside it.'
    );
  }
  return (
    `${first(next)} never saw the request. A request meets every layer of the list, however long it is: ` +
    "each layer's getResponse leads into the next one inside."
  );
};

const otherResponse: Diagnosis = ({ next, instead }) => {
  const [, waiting, status] = CAME_BACK.exec(next) ?? [];
  const [, receiver, received] = CAME_BACK.exec(instead) ?? [];
  if (waiting === undefined || receiver !== waiting) return null;
  return `${waiting} got ${received?.replace(/^with /, '')} back from inside, and a ${status} had been made there.`;
};

const tooMuchOrTooLittle: Diagnosis = ({ next, instead, before }) => {
  if (next === '')
    return `The request should have been answered by then, but this happened next: ${instead}.`;
  return instead === '' ? `After "${before}" nothing more happened: "${next}" should have followed.` : null;
};

/** The first that fits is told. */
const diagnoses: readonly Diagnosis[] = [
  ledBack,
  gotAnother,
  secondCallDiffers,
  raisedThrough,
  wentOnInside,
  viewFirst,
  insideOut,
  cameBackTooEarly,
  neverMet,
  otherResponse,
  tooMuchOrTooLittle,
];

/** What a boundary makes of an exception. */
export function convertedInWords(exception: string, status: number | string | undefined): string {
  return exception === 'Error'
    ? 'A boundary makes 500 of any exception that has no status of its own.'
    : `A boundary makes ${status} of ${exception}.`;
}

/** `A` of `A out 200`. */
function first(line: string): string {
  return line.split(' ')[0] ?? '';
}
