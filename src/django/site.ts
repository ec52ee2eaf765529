import { parseTrace } from '../trace/schema.ts';
import type { Exchange, HttpRequest, HttpResponse, ManageOutput } from './exchange.ts';
import { answered, type Files, type Groundwork } from './groundwork.ts';
import { createStarter, type Started } from './start.ts';

/** One Django site, started afresh from files as often as one likes. */
export interface Site {
  /**
   * Starts the base project with `files` laid over it: setup, migrate, seed, load the middleware.
   * @throws {PythonFailure} when the project can't start
   * @throws {NotLoaded} when something has to be loaded first
   */
  start(files: Files): void;
  /** Does ahead of time what another start with the same files would do. The site has to be started again. */
  putBack(): void;
  /**
   * Sends one request to the running site.
   * @throws {PythonFailure} when its handler can't be built
   * @throws {TypeError} when the trace isn't what `src/trace/schema.ts` says
   */
  request(request: HttpRequest): Exchange;
  /** How large the process has grown, in bytes. */
  memory(): number;
  /** Runs `manage.py <args>` in the running site's process. */
  manage(args: readonly string[]): ManageOutput;
}

export function createSite(groundwork: Groundwork): Site {
  const starter = createStarter(groundwork);
  let running: Started = { runtime: groundwork.runtime, output: '' };

  function call(verb: string, payload: unknown): unknown {
    starter.used();
    return answered(running.runtime.call(verb, payload));
  }

  /** A process prints what its start printed once: before its first request. */
  function takeOutput(): string {
    const output = running.output + running.runtime.takeOutput();
    running = { ...running, output: '' };
    return output;
  }

  return {
    start(files) {
      running = starter.start(files);
    },
    putBack: starter.putBack,
    request(request) {
      const { response, escaped, ...traces } = call('request', request) as WireExchange;
      return {
        request,
        response: response && decodeBody(response),
        escaped,
        startUp: parseTrace(traces.startUp),
        trace: parseTrace(traces.trace),
        output: takeOutput(),
      };
    },
    memory: () => running.runtime.memory(),
    manage(args) {
      const exitCode = call('manage', args) as number;
      return { exitCode, output: takeOutput() };
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
