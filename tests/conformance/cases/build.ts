import type {
  Action,
  ExceptionName,
  Layer,
  OwnLayer,
  ShippedLayer,
  Stack,
  View,
} from '../../../src/stack/schema.ts';

/** One rule of the pipeline: a stack that shows it, and what was seen when the rule was found. */
export interface NamedCase {
  /** The rule, as a fact. */
  readonly title: string;
  /** Where the collection of facts has it: sections, numbers of claims, tags of experiments. */
  readonly facts: string;
  readonly stack: Stack;
  readonly sees: Sees;
}

/** What is said of it is compared; what isn't may be anything, as long as both Djangos agree. */
export interface Sees {
  /** The words of `storyOf`, all of them. */
  readonly story?: readonly string[];
  /** Null when there is no response at all. */
  readonly status?: number | null;
  /** Null for a header that isn't there. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
  readonly escaped?: string;
  /** Names of layers, in the order in which they were built. */
  readonly built?: readonly string[];
  readonly modes?: Readonly<Record<string, 'sync' | 'async'>>;
  readonly queries?: number;
  /** First words of the statements. */
  readonly statements?: readonly string[];
  readonly signals?: readonly string[];
  /** `sync callee` or `async callee`. */
  readonly switches?: readonly string[];
  /** Whether a URL was looked up. */
  readonly resolved?: boolean;
  /** Kinds of events: what the trace has of these kinds ends so. */
  readonly order?: readonly string[];
}

/** A stack with a view at /books/<int:pk>/ that answers 200, asked for /books/7/ under WSGI. */
export function stack({ view, ...given }: Partial<Stack> & { readonly view?: View }): Stack {
  return {
    server: 'wsgi',
    middleware: [],
    views: [view ?? does(answer())],
    routes: [{ route: 'books/<int:pk>/', view: 'book' }],
    request: { method: 'GET', path: '/books/7/' },
    ...given,
  };
}

export function does(...actions: Action[]): View {
  return { name: 'book', mode: 'sync', does: actions };
}

export function asyncDoes(...actions: Action[]): View {
  return { ...does(...actions), mode: 'async' };
}

/** A class that lets everything pass, but for what is given. */
export function layer(own: string, given: Partial<OwnLayer> = {}): OwnLayer {
  return { own, style: 'class', mode: 'sync', before: [], after: [], ...given };
}

export function mixin(own: string, given: Partial<OwnLayer> = {}): OwnLayer {
  return layer(own, { style: 'mixin', mode: 'both', ...given });
}

/** A layer with all three hooks, which do nothing. */
export function watching(own: string): OwnLayer {
  return layer(own, { process_view: [], process_exception: [], process_template_response: [] });
}

export const [A, B, C] = [layer('A'), layer('B'), layer('C')];

export function answer(status = 200, body = 'hello'): Action {
  return { do: 'answer', status, body };
}

export function template(
  context: Record<string, string> = {},
  text = 'plain',
  raises?: ExceptionName,
): Action {
  return { do: 'answer-template', status: 200, template: text, context, ...(raises && { raises }) };
}

export function render(context: Record<string, string> = {}, text = 'plain', raises?: ExceptionName): Action {
  return { do: 'render', status: 200, template: text, context, ...(raises && { raises }) };
}

export function raise(exception: ExceptionName = 'RuntimeError'): Action {
  return { do: 'raise', exception };
}

export function setHeader(name: string, value: string): Action {
  return { do: 'set-header', name, value };
}

/** Django's own, by class name. */
export const shipped = {
  Security: own('django.middleware.security.SecurityMiddleware'),
  Session: own('django.contrib.sessions.middleware.SessionMiddleware'),
  Common: own('django.middleware.common.CommonMiddleware'),
  Csrf: own('django.middleware.csrf.CsrfViewMiddleware'),
  Auth: own('django.contrib.auth.middleware.AuthenticationMiddleware'),
  LoginRequired: own('django.contrib.auth.middleware.LoginRequiredMiddleware'),
  Message: own('django.contrib.messages.middleware.MessageMiddleware'),
  XFrame: own('django.middleware.clickjacking.XFrameOptionsMiddleware'),
};

function own(shipped: string): ShippedLayer {
  return { shipped };
}

/** MIDDLEWARE as `startproject` writes it. */
export const usual: readonly Layer[] = [
  shipped.Security,
  shipped.Session,
  shipped.Common,
  shipped.Csrf,
  shipped.Auth,
  shipped.Message,
  shipped.XFrame,
];
