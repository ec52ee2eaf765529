/**
 * What crosses between the rooms of the sandbox: types only, plain data only.
 *
 * The *examiner* runs the hidden suite; the *interpreter* runs the learner's files. They never share a room,
 * so a submission can neither forge its verdict nor hang the page.
 */
import type { Exchange, HttpRequest, HttpResponse, ManageOutput } from '../django/exchange.ts';
import type { Stop } from '../django/limits.ts';
import type { SourceLine, Trace } from '../trace/events.ts';

export type Track = 'django' | 'rebuild';

/** Project files: path relative to the project's root, with `/`, to text. */
export type FileSet = Readonly<Record<string, string>>;

/** Anything that JSON can say. Scenes and what happened in them are made of this. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What every interpreter does. Each verb has a deadline; past it the interpreter is killed and replaced. */
export interface Interpreter {
  /** Lays `files` over the project. Rejects with a `code` fault when they can't be loaded. */
  write(files: FileSet): Promise<void>;
  /** Back to the base project, pristine interpreter and database included. */
  reset(): Promise<void>;
  /** Ends the interpreter; every later call rejects with a `closed` fault. */
  close(): Promise<void>;
}

/** The learner's site on real Django. */
export interface DjangoInterpreter extends Interpreter {
  request(request: HttpRequest): Promise<Exchange>;
  /** Runs a management command: `manage(['migrate', 'shop'])`. */
  manage(args: readonly string[]): Promise<ManageOutput>;
}

/** The learner's modules, called through the exercise's public `scenario.ts`. */
export interface ScenarioInterpreter extends Interpreter {
  /** Calls `play(scene)` of `scenario.ts`; resolves to what it returned and what the modules printed. */
  play(scene: Json): Promise<Played>;
}

/** An interpreter of either track. A suite uses the verbs of its own track alone. */
export type AnyInterpreter = DjangoInterpreter & ScenarioInterpreter;

export interface Played {
  readonly happened: Json;
  readonly output: string;
}

/** Why a verb failed, as data. `SandboxError` carries one. */
export type Fault =
  /** The learner's code can't be loaded, or raised where nothing could catch it. */
  | {
      readonly kind: 'code';
      readonly exception: string;
      readonly message: string;
      readonly at: SourceLine | null;
      readonly traceback: string;
    }
  /**
   * The verb outlived its limit: it was stopped at the line `at`, or, without one, killed together with its room.
   * `asked` is how long a sleep was to last, in seconds, if it was one.
   */
  | {
      readonly kind: 'timeout';
      readonly verb: string;
      readonly milliseconds: number;
      readonly at?: SourceLine | null;
      readonly asked?: number | null;
    }
  /** The learner's code went further than it may in another way, or ended the interpreter. */
  | Exclude<Stop, { readonly kind: 'timeout' | 'crash' }>
  /** The room died: an abort in WebAssembly, an uncaught error in its worker. */
  | { readonly kind: 'crash'; readonly detail: string; readonly at?: SourceLine | null }
  /** The room never came up; `network` when it was for want of a connection. */
  | { readonly kind: 'boot'; readonly detail: string; readonly network?: boolean }
  | { readonly kind: 'closed' };

/** What a page shows of an exchange: a request that a test or the learner sent, and all that it did. Bounded in size. */
export interface RecordedExchange {
  readonly request: HttpRequest;
  /** Null when an exception escaped Django's handler. */
  readonly response: RecordedResponse | null;
  /** `ValueError: its message`; null when nothing escaped. */
  readonly escaped: string | null;
  /** What building the handler did, before its first request. */
  readonly startUp: Trace;
  readonly trace: Trace;
  /** How many events were left off the trace's end. */
  readonly moreEvents: number;
  /** It is the one that the test's failure was made of. */
  readonly evidence: boolean;
}

export interface RecordedResponse extends Pick<HttpResponse, 'status' | 'reason' | 'headers'> {
  /** Of a textual body the beginning; empty for any other. */
  readonly body: string;
  /** The size of the whole body. */
  readonly bytes: number;
  /** There was more text than is kept. */
  readonly cut: boolean;
}

export interface TestResult {
  /** The test's title: a fact about the learner's site. */
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly milliseconds: number;
  /**
   * Why it failed, for the learner. The first paragraph says what is wrong; the paragraphs after it are evidence
   * (sent, came back, trace) and are shown as preformatted text.
   */
  readonly message: string | null;
  /** The line of the learner's that the failure points at. */
  readonly at: SourceLine | null;
  /** The last requests that the test sent, in order; none on the Rebuild track. */
  readonly exchanges: readonly RecordedExchange[];
}

/** The verdict of a hidden suite on a set of files. */
export interface Report {
  readonly verdict: 'passed' | 'failed';
  readonly tests: readonly TestResult[];
  /** What the learner's code printed during the run, capped. */
  readonly output: string;
  readonly milliseconds: number;
}

/** How the interpreter that stands ready came up. */
export interface BootReport {
  readonly from: 'snapshot' | 'scratch';
  /** Why there was no snapshot to start from, as a clause. */
  readonly because?: string;
}

/** What the sandbox is doing, for people. */
export type SandboxState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'booting'; readonly step: string }
  | { readonly phase: 'ready'; readonly boot?: BootReport }
  | { readonly phase: 'running'; readonly finished: number; readonly total: number | null }
  | { readonly phase: 'failed'; readonly reason: string; readonly remedy: string };
