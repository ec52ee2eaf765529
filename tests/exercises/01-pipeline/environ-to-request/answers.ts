import { fail, paragraph, play } from '#suite/rebuild';
import { djangoAnswers } from './django.ts';
import type { Answer, Happened, Scene, Sent, Step } from './scene.ts';

/**
 * Plays a scene and compares each answer with Django's.
 * @param because says why Django answers so, for a scene that is about one thing
 */
export async function expectDjango(scene: Scene, because?: string): Promise<void> {
  const got = await play<Happened>(scene);
  const want = djangoAnswers(scene);
  const wrong = scene.steps.findIndex((_, at) => !isSame(got.answers[at], want.answers[at]));
  const step = scene.steps[wrong];
  if (step !== undefined) {
    fail(
      `\`${inWords(step)}\` is ${shown(got.answers[wrong])}, and in Django ${shown(want.answers[wrong])}. ` +
        (because ?? ruleOf(step)),
      evidence(scene, step.request, got, want, wrong),
    );
  }
  expectRead(scene, got, want);
}

/** Checks that a stream was read no earlier and no further than Django reads it. */
function expectRead(scene: Scene, got: Happened, want: Happened): void {
  for (const [request, { atFirst, finally: inTheEnd }] of got.read.entries()) {
    const allowed = want.read[request]?.finally ?? 0;
    const show = () => evidence(scene, request, got, want, -1);
    if (atFirst > 0) {
      fail(
        `The constructor read ${bytes(atFirst)} of wsgi.input, before anybody had asked for the body. Under WSGI the body is ` +
          'still on its way when Django is called: a layer that refuses the request need not wait for it, and a view may want ' +
          'to read a large one bit by bit.',
        show(),
      );
    }
    if (inTheEnd > 0 && allowed === 0) {
      fail(
        `${bytes(inTheEnd)} of wsgi.input were read. ` +
          (scene.steps.some((step) => step.request === request && 'ask' in step && step.ask === 'body')
            ? 'Without a CONTENT_LENGTH there is no body to read.'
            : 'Nobody has asked for `body`: it is read when somebody does, and not along with anything else.'),
        show(),
      );
    }
    if (inTheEnd > allowed) {
      fail(
        `${bytes(inTheEnd)} of wsgi.input were read, and CONTENT_LENGTH is ${scene.sent[request]?.variables.CONTENT_LENGTH}. ` +
          'The connection may stay open for another request: what follows the body belongs to that one, and where nothing ' +
          'follows, a read waits until the client gives up.',
        show(),
      );
    }
  }
}

function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

/** Why Django answers a step as it does. */
function ruleOf(step: Step): string {
  if ('set' in step) return '';
  switch (step.ask) {
    case 'method':
      return 'It is REQUEST_METHOD in upper case, as that was when the request was made.';
    case 'path':
      return 'It is where the server has mounted Django, and then the path info, with one slash between them.';
    case 'pathInfo':
      return 'It is PATH_INFO, whose bytes are UTF-8, and a slash when that is empty.';
    case 'body':
      return 'It is as many bytes of wsgi.input as CONTENT_LENGTH says, the same ones each time.';
    case 'META':
    case 'META is the environ':
      return 'META is the environ: both paths in it are text once the request is made, and all the rest is as the server wrote it.';
    case 'GET.get':
    case 'GET.getlist':
      return 'It is made of QUERY_STRING, whose bytes are UTF-8, as that was when somebody first asked for GET.';
    case 'headers.get':
    case 'header names':
      return (
        'They are the variables that begin with HTTP_, and CONTENT_TYPE and CONTENT_LENGTH, as they were when somebody first ' +
        'asked for headers.'
      );
  }
}

function evidence(
  { sent, steps }: Scene,
  request: number,
  got: Happened,
  want: Happened,
  wrong: number,
): string[] {
  const its = sent[request];
  const rows = steps.map((step, at) => [at, step] as const).filter(([, step]) => step.request === request);
  const width = Math.max(0, ...rows.map(([, step]) => inWords(step).length));
  const lines = rows.map(([at, step]) => {
    const start = `${at === wrong ? '→' : ' '} ${inWords(step).padEnd(width)}`;
    if ('set' in step) return start;
    const answer = `${start}  ${shown(got.answers[at])}`;
    return at === wrong ? `${answer}   in Django ${shown(want.answers[at])}` : answer;
  });
  const others = sent.length > 1 ? [`(one of ${sent.length} requests that were there at the same time)`] : [];
  return [
    paragraph('The environ', its === undefined ? [] : [...environLines(its), ...others]),
    paragraph('Asked of the request', lines),
  ];
}

function environLines({ variables, input }: Sent): string[] {
  const lines = Object.entries(variables).map(([name, value]) => `${name} = ${quoted(value)}`);
  return [...lines, `wsgi.input = a stream: ${quoted(input)}`];
}

function inWords(step: Step): string {
  if ('set' in step) return `META.${step.set} = ${quoted(step.to)}`;
  switch (step.ask) {
    case 'META':
      return `META.${step.name}`;
    case 'META is the environ':
      return 'META === environ';
    case 'header names':
      return 'headers.keys()';
    case 'GET.get':
    case 'GET.getlist':
    case 'headers.get':
      return `${step.ask}(${quoted(step.name)})`;
    default:
      return step.ask;
  }
}

function shown(answer: Answer | undefined): string {
  if (answer === null || answer === undefined) return 'nothing';
  if (typeof answer === 'object' && 'instead' in answer) return answer.instead;
  return typeof answer === 'boolean' ? `${answer}` : quoted(answer);
}

/** In quotes, and what can't be seen as its number. */
function quoted(value: string | readonly string[]): string {
  const text =
    typeof value === 'string'
      ? JSON.stringify(value)
      : `[${value.map((one) => JSON.stringify(one)).join(', ')}]`;
  return text.replace(/[\x80-\x9f\xad]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`);
}

function isSame(one: Answer | undefined, other: Answer | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
