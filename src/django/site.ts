import type { Exchange, HttpRequest, HttpResponse, ManageOutput, PythonError } from './exchange.ts';
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
   * The same files again cost a copy of memory instead of a start.
   * @throws {PythonFailure} when the project can't start
   */
  start(files: Files): void;
  /** Sends one request to the running site. */
  request(request: HttpRequest): Exchange;
  /** Runs `manage.py <args>` in the running site's process. */
  manage(args: readonly string[]): ManageOutput;
}

/** @param base the base project's files */
export function createSite(runtime: Runtime, base: Files): Site {
  const blank = runtime.saveImage();
  let started: { readonly key: string; readonly files: Files; readonly image: HeapImage } | null = null;

  function coldStart(files: Files, key: string): void {
    started = null;
    runtime.restoreImage(blank);
    runtime.replaceProject(files);
    answered(runtime.call('start', null));
    started = { key, files, image: runtime.saveImage() };
  }

  return {
    start(overlay) {
      const files = { ...base, ...overlay };
      const key = JSON.stringify(files);
      runtime.takeOutput();
      if (started?.key !== key) return coldStart(files, key);
      runtime.restoreImage(started.image);
      runtime.replaceProject(files);
      answered(runtime.call('resume', null));
    },
    request(request) {
      const { response, ...rest } = answered(runtime.call('request', request)) as WireExchange;
      return { request, ...rest, response: response && decodeBody(response), output: runtime.takeOutput() };
    },
    manage(args) {
      const exitCode = answered(runtime.call('manage', args)) as number;
      return { exitCode, output: runtime.takeOutput() };
    },
  };
}

/** An exchange as Python sends it: no request, no output, the body in base64. */
interface WireExchange extends Omit<Exchange, 'request' | 'output' | 'response'> {
  readonly response: (Omit<HttpResponse, 'body'> & { readonly body: string }) | null;
}

function decodeBody(response: NonNullable<WireExchange['response']>): HttpResponse {
  return { ...response, body: Uint8Array.from(atob(response.body), (character) => character.charCodeAt(0)) };
}

function answered(answer: BridgeAnswer): unknown {
  if ('error' in answer) throw new PythonFailure(answer.error);
  return answer.value;
}
