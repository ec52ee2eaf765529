import type { Scene, Step } from './scene.ts';

/** Where what happened leaves what happens in Django. */
interface Difference {
  readonly scene: Scene;
  /** 0 for the making of the response, then its steps from 1 on. */
  readonly index: number;
  readonly got: readonly string[];
  readonly want: readonly string[];
  readonly at: number;
}

interface Seen extends Difference {
  readonly step: Step | undefined;
  /** What happened at that place and what had to; '' for nothing. */
  readonly happened: string;
  readonly due: string;
}

type Diagnosis = (seen: Seen) => string | null;

const RENDERED = ' is rendered with ';
const CALLED = / is called with (.+)$/;

/** The sentence that answers the mistake behind the first difference. */
export function diagnose(difference: Difference): string {
  const { scene, index, got, want, at } = difference;
  const seen: Seen = {
    ...difference,
    step: scene.steps[index - 1],
    happened: got[at] ?? '',
    due: want[at] ?? '',
  };
  for (const sentence of diagnoses) {
    const found = sentence(seen);
    if (found !== null) return found;
  }
  if (seen.due === '') return `More happened than does in Django: "${seen.happened}".`;
  return seen.happened === ''
    ? `"${seen.due}" should have happened here, and nothing did.`
    : `"${seen.happened}" happened where in Django it is "${seen.due}".`;
}

const tooEarly: Diagnosis = ({ index, happened, due }) => {
  if (index > 0) return null;
  return happened.includes(RENDERED) || happened.startsWith('throws ')
    ? 'The template was rendered when the response was made. The hooks have not seen the response yet, and what they ' +
        'put into its context would come too late: nothing is rendered before render() is called.'
    : `The response was ${happened || 'not made'}, and in Django it is ${due}.`;
};

const onlyGetter: Diagnosis = ({ happened }) =>
  happened.includes('only a getter')
    ? 'Writing the content failed: content has only a getter now. A class that overrides one of the two methods of a pair takes ' +
      'the other one away: the setter of HttpResponse is no longer found, so yours needs one too.'
    : null;

const renderedAgain: Diagnosis = ({ happened, due, step, got, want, at }) => {
  if (!happened.includes(RENDERED) || due.includes(RENDERED)) return null;
  if (step?.do === 'render' && got.slice(0, at).some((line) => line.includes(RENDERED))) {
    return 'render() rendered the template twice. The page is made once, and its template is asked once for it.';
  }
  if (step?.do === 'render') {
    return (
      'render() made the page of a response that was rendered already. The page is made once: who calls render() again gets ' +
      'the response as it is, and no callback hears of it a second time.'
    );
  }
  if (step?.do === 'read' || step?.do === 'iterate') {
    return (
      'Reading the content rendered the template. Whoever reads too early makes a page that the hooks have not seen ' +
      'yet, and nobody would notice: Django throws ContentNotRenderedError.'
    );
  }
  return `The template was rendered here, though nobody had asked for it: ${got[at]}, where in Django it is "${want[at] ?? 'nothing'}".`;
};

const otherContext: Diagnosis = ({ happened, due }) => {
  if (!(happened.includes(RENDERED) && due.includes(RENDERED))) return null;
  return (
    `${happened}, and in Django ${due}. A hook may put another template or another context into the response ` +
    'until it is rendered: look at templateName and contextData when the page is made, and not before.'
  );
};

const notRendered: Diagnosis = ({ happened, due, step }) => {
  if (!due.includes(RENDERED)) return null;
  if (step?.do === 'ask-rendered-content') {
    return (
      'renderedContent did not ask the template. It is the page as it would be now, made afresh each time somebody wants to see it, ' +
      'and it is not what content holds.'
    );
  }
  return happened.startsWith('returns')
    ? 'render() did not render the template, though the response has no page yet. A page that could not be made, ' +
        'and one that somebody only looked at through renderedContent, leave the response not rendered.'
    : `render() has to make the page before anything else happens: "${happened}" came first. A callback may read the content.`;
};

const readTooEarly: Diagnosis = ({ happened, due, step }) => {
  if (due !== 'throws ContentNotRenderedError') return null;
  const what = step?.do === 'iterate' ? 'Iterating over the response' : 'Reading the content';
  if (happened.startsWith('throws ')) {
    return `${what} before the page is made has to throw a ContentNotRenderedError. It threw ${happened.slice(7)}, and nobody could tell what is missing.`;
  }
  return (
    `${what} gave ${happened}, and there is no page. An empty page would go to the client and nobody would know why; ` +
    'Django throws ContentNotRenderedError.'
  );
};

const noIterator: Diagnosis = ({ happened }) =>
  happened.startsWith('no [Symbol.iterator]')
    ? 'The response can not be iterated over: it has no [Symbol.iterator] any more. A server sends what it iterates over.'
    : null;

const twice: Diagnosis = ({ happened, step, got, want }) => {
  const calls = (lines: readonly string[]) => lines.filter((line) => CALLED.test(line));
  if (step?.do !== 'render' || happened.includes(RENDERED)) return null;
  const due = calls(want).map((line) => line.split(' ')[0]);
  const made = calls(got).map((line) => line.split(' ')[0]);
  if (new Set(due).size === due.length || made.length >= due.length) return null;
  return `${due[0]} was added twice and called ${made.length === 1 ? 'once' : `${made.length} times`}: a callback is called as often as it was added.`;
};

const throwsInstead: Diagnosis = ({ happened, due, step }) => {
  if (happened !== 'throws ContentNotRenderedError') return null;
  if (due.startsWith('throws ')) {
    return (
      `${due.slice(7)} was thrown while the page was made, and render() returned as if there were one. Whoever called it has to ` +
      'hear of it: nobody else can turn it into an error page.'
    );
  }
  if (due.endsWith('""')) {
    return 'The response has been rendered and its page is empty, and reading it threw ContentNotRenderedError. An empty page is a page.';
  }
  if (step?.do === 'read' || step?.do === 'iterate') {
    return `The response has its content, and reading it threw ContentNotRenderedError. Writing content is what makes a response a rendered one, in render() or by hand.`;
  }
  return `ContentNotRenderedError came out where in Django it is "${due}": when a callback is called, the page is there and may be read.`;
};

const callbacks: Diagnosis = ({ happened, due, step, want, got, at }) => {
  const [, given] = CALLED.exec(happened) ?? [];
  const [, wanted] = CALLED.exec(due) ?? [];
  const [name] = due.split(' ');
  if (given !== undefined && wanted !== undefined) {
    if (happened.split(' ')[0] !== name) {
      return `The callbacks came in another order: ${happened.split(' ')[0]} before ${name}. They are called in the order in which they were added.`;
    }
    return (
      `${name} was called with ${given}, and in Django with ${wanted}. Each callback gets the response as the one before has left it: ` +
      'another one if it returned another, and the same one if it returned nothing, which is not the same as returning no response.'
    );
  }
  if (given !== undefined) {
    const late = step?.do === 'add-callback';
    return late
      ? `${happened.split(' ')[0]} was called when it was added, and the page is not made yet. It waits for render().`
      : `${happened}, and in Django nobody is called here: callbacks are told once, by the render() that makes the page.`;
  }
  if (wanted === undefined) return null;
  return step?.do === 'add-callback' ||
    got.slice(0, at).some((line) => line.startsWith(`${name?.slice(1)} is called`))
    ? `${name} was added to a response that is rendered already, and was not called. render() won't come any more: ` +
        'it has to be called at once.'
    : `${name} was never called. render() calls every callback that was added (${want.filter((line) => CALLED.test(line)).length} here), in their order.`;
};

const otherReturn: Diagnosis = ({ happened, due }) => {
  const [, got] = /^returns ([^:]+)/.exec(happened) ?? [];
  const [, want] = /^returns ([^:]+)/.exec(due) ?? [];
  if (want === undefined) return null;
  if (got === want)
    return `render() returned ${want} with another content: ${happened.slice(8)}, and in Django ${due.slice(8)}.`;
  if (got === undefined) return `render() should have returned ${want}, and it ${happened}.`;
  if (want === 'the response') {
    return (
      `render() returned ${got}, and in Django ${want} itself. Another response comes back only from the render() that called the ` +
      'callbacks, and only if one of them returned one: nothing (undefined or null) leaves what was there.'
    );
  }
  return `render() returned ${got}, and in Django it returns ${want}: what a callback returns takes the place of the response that it was given.`;
};

/** Whether the page that the steps so far made has no character. */
function madeEmpty({ template, steps }: Scene, index: number): boolean {
  return steps
    .slice(0, index)
    .some(
      (each) =>
        (each.do === 'render' && template.text === '') || (each.do === 'write' && each.content === ''),
    );
}

const flag: Diagnosis = ({ step, happened, due, scene, index }) => {
  if (step?.do !== 'ask-rendered') return null;
  if (due === 'true' && madeEmpty(scene, index)) {
    return `isRendered is ${happened}, and the page was made: it is empty. An empty page is a page.`;
  }
  return due === 'true'
    ? `isRendered is ${happened}, and the response has its content. Whoever writes the content, render() or somebody by hand, makes it a rendered response.`
    : `isRendered is ${happened}, and no page was made. Making the response, looking at renderedContent, or a template that throws leaves it not rendered.`;
};

const content: Diagnosis = ({ step, happened, due }) => {
  if (step?.do !== 'read' && step?.do !== 'iterate') return null;
  if (due === '""')
    return `The content is ${happened || 'missing'}, and in Django "", in one piece. An empty page is a page.`;
  return (
    `The content is ${happened || 'missing'}, and in Django ${due}. What was written last stays, whoever wrote it, and ` +
    'iterating gives it as one piece.'
  );
};

const swallowed: Diagnosis = ({ happened, due }) =>
  due.startsWith('throws ') && !happened.startsWith('throws ')
    ? `${due.slice(7)} was thrown, and nobody outside heard of it: "${happened}". Whoever called render() has to know that it failed.`
    : null;

/** The first that fits is told. */
const diagnoses: readonly Diagnosis[] = [
  tooEarly,
  onlyGetter,
  noIterator,
  twice,
  renderedAgain,
  readTooEarly,
  otherContext,
  notRendered,
  throwsInstead,
  flag,
  callbacks,
  swallowed,
  otherReturn,
  content,
];
