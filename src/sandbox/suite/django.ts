/** The language of a hidden suite of the Django track. With `vitest` and `#suite/fresh`, all that it imports. */
import type { Exchange, HttpRequest, ManageOutput } from '../../django/exchange.ts';
import { noResponseWords } from '../../trace/phrases.ts';
import { SandboxError } from '../outcome.ts';
import type { FileSet } from '../protocol.ts';
import { codeFailure } from './code-failure.ts';
import { suiteContext } from './context.ts';
import { exchangeEvidence, requestLine, sentParagraph } from './evidence.ts';
import { SuiteFailure } from './failure.ts';
import { startProject } from './project.ts';
import { createSiteResponse, type SiteResponse } from './response.ts';
import './matchers.ts';

export { exchangeEvidence, paragraph } from './evidence.ts';
export { fail } from './failure.ts';
export type { SiteResponse } from './response.ts';
export { takeTold } from './told.ts';

/** What goes along with a request. */
export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
}

/** A body, in one of three forms. */
export interface PostOptions extends RequestOptions {
  /** Sent as `application/x-www-form-urlencoded`, as a browser's form does. */
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: string;
}

/** The learner's running site. Every request goes through one of Django's handlers, as a server's would. */
export interface RunningSite {
  get(path: string, options?: RequestOptions): Promise<SiteResponse>;
  post(path: string, options?: PostOptions): Promise<SiteResponse>;
  /** Any request; with `server: 'asgi'` through the ASGI handler. */
  request(request: HttpRequest): Promise<SiteResponse>;
  manage(...args: string[]): Promise<ManageOutput>;
}

/**
 * Starts the base project with the learner's files, and the suite's own, on a pristine interpreter and database.
 * A project that can't start fails the test with the learner's line.
 */
export async function bootSite({ files = {} }: { files?: FileSet } = {}): Promise<RunningSite> {
  await inLearnersWords(() => startProject(files));
  const { interpreter } = suiteContext();

  async function send(request: HttpRequest): Promise<SiteResponse> {
    const exchange = await inLearnersWords(() => interpreter.request(request), request);
    if (exchange.response === null) throw escapedFailure(exchange);
    return createSiteResponse(exchange, exchange.response);
  }

  return {
    get: (path, options) => send({ method: 'GET', path, ...options }),
    post: (path, options = {}) => send(postRequest(path, options)),
    request: send,
    manage: (...args) => inLearnersWords(() => interpreter.manage(args)),
  };
}

function postRequest(path: string, { form, json, body, headers, cookies = {} }: PostOptions): HttpRequest {
  const request = { method: 'POST', path, cookies };
  if (form !== undefined) {
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return { ...request, headers: { ...type, ...headers }, body: new URLSearchParams(form).toString() };
  }
  if (json !== undefined) {
    return {
      ...request,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(json),
    };
  }
  return { ...request, headers: headers ?? {}, body: body ?? '' };
}

function escapedFailure(exchange: Exchange): SuiteFailure {
  const { escaped, request } = exchange;
  const evidence = [...exchangeEvidence(exchange), ...(escaped ? [escaped.traceback.trimEnd()] : [])];
  const sentence = `${requestLine(request)} got no response: ${whyEscaped(exchange)}`;
  return new SuiteFailure(sentence, evidence, escaped?.at ?? null);
}

function whyEscaped({ escaped, trace }: Exchange): string {
  // Django checks what a view returns, but never what a layer does: the next thing that touches it fails.
  const empty = trace.find((event) => event.kind === 'layer-left' && event.status === null);
  if (empty?.kind === 'layer-left') {
    return `${empty.layer} returned ${noResponseWords(empty)}. Every path through a layer ends in \`return response\`.`;
  }
  const what = escaped ? `${escaped.exception}: ${escaped.message}` : 'an exception';
  return `${what} escaped Django's handler, and the server had nothing to send.`;
}

/** @param request what was sent, if it was a request */
async function inLearnersWords<Value>(
  action: () => Promise<Value>,
  request: HttpRequest | null = null,
): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    if (error.fault.kind === 'code') throw codeFailure(error.fault);
    throw request === null ? error : new SandboxError(error.fault, [sentParagraph(request)]);
  }
}
