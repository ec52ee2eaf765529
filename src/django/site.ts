import { parseTrace } from '../trace/schema.ts';
import type { Exchange, HttpRequest, HttpResponse, ManageOutput, PythonError } from './exchange.ts';
import { type Reads, readsTheSame } from './reads.ts';
import type { BridgeAnswer, HeapImage, Runtime } from './runtime.ts';

type Files = Readonly<Record<string, string>>;

/** Python raised where no request could answer for it. */
export class PythonFailure extends Error {
  override readonly name = 'PythonFailure';
  readonly error: PythonError;

  constructor(error: PythonError) {
    super(`${error.exception}: ${error.message}`);
    this.error = error;
  }
}

/** One Django site on a runtime, started afresh from files as often as one likes. */
export interface Site {
  /**
   * Starts the base project with `files` laid over it: setup, migrate, seed, load the middleware.
   * What an earlier start did with the same content is not done again: its memory is put back.
   * @throws {PythonFailure} when the project can't start
   */
  start(files: Files): void;
  /**
   * Sends one request to the running site.
   * @throws {PythonFailure} when its handler can't be built
   * @throws {TypeError} when the trace isn't what `src/trace/schema.ts` says
   */
  request(request: HttpRequest): Exchange;
  /** Runs `manage.py <args>` in the running site's process. */
  manage(args: readonly string[]): ManageOutput;
}

/** Memory as some work left it, and the project on which that work was done. */
interface Checkpoint {
  readonly files: Files;
  readonly image: HeapImage;
}

/** @param base the base project's files */
export function createSite(runtime: Runtime, base: Files): Site {
  const blank = runtime.saveImage();
  /** Set up, migrated and seeded, with no handler yet; good for every project that reads the same up to there. */
  let prepared: (Checkpoint & { readonly reads: Reads }) | null = null;
  let serving: Checkpoint | null = null;

  const run = (verb: string): unknown => answered(runtime.call(verb, null));

  function putBack(image: HeapImage, files: Files): void {
    runtime.restoreImage(image);
    runtime.replaceProject(files);
  }

  function prepare(files: Files): void {
    if (prepared !== null && readsTheSame(prepared.reads, prepared.files, files)) {
      putBack(prepared.image, files);
      run('parse');
      return;
    }
    prepared = null;
    putBack(blank, files);
    run('parse');
    const reads = run('prepare') as Reads;
    prepared = { files, reads, image: runtime.saveImage() };
  }

  return {
    start(overlay) {
      const files = { ...base, ...overlay };
      runtime.takeOutput();
      if (serving !== null && sameFiles(serving.files, files)) {
        putBack(serving.image, files);
      } else {
        serving = null;
        prepare(files);
        run('serve');
        serving = { files, image: runtime.saveImage() };
      }
      run('resume');
    },
    request(request) {
      const { response, escaped, ...traces } = answered(runtime.call('request', request)) as WireExchange;
      return {
        request,
        response: response && decodeBody(response),
        escaped,
        startUp: parseTrace(traces.startUp),
        trace: parseTrace(traces.trace),
        output: runtime.takeOutput(),
      };
    },
    manage(args) {
      const exitCode = answered(runtime.call('manage', args)) as number;
      return { exitCode, output: runtime.takeOutput() };
    },
  };
}

/** An exchange as Python sends it: no request, no output, the body in base64, the traces not looked at yet. */
interface WireExchange extends Pick<Exchange, 'escaped'> {
  readonly response: (Omit<HttpResponse, 'body'> & { readonly body: string }) | null;
  readonly startUp: unknown;
  readonly trace: unknown;
}

function decodeBody(response: NonNullable<WireExchange['response']>): HttpResponse {
  return { ...response, body: Uint8Array.from(atob(response.body), (character) => character.charCodeAt(0)) };
}

function answered(answer: BridgeAnswer): unknown {
  if ('error' in answer) throw new PythonFailure(answer.error);
  return answer.value;
}

function sameFiles(before: Files, after: Files): boolean {
  const paths = Object.keys(before);
  return paths.length === Object.keys(after).length && paths.every((path) => before[path] === after[path]);
}
