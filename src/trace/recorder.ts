/**
 * Notes what happens to a request, for whoever can't be watched from outside: the replica. On real Django the tracer
 * (`src/django/python/`) keeps the same notes by the same rules.
 */
import type { Hook, Returned, TraceEvent } from './events.ts';

/** What a recorder wants to know of a response. */
export interface NotedResponse {
  readonly statusCode: number;
  /** Every header's value; the names of the cookies under `Set-Cookie`. */
  headersAndCookieNames(): ReadonlyMap<string, string>;
}

/** A layer that was entered and hasn't returned yet. */
interface OpenLayer {
  /** Whether it called what lies inside it. */
  passedOn: boolean;
  /** Whether its answer has been noted already, when its `process_request` gave one. */
  answered: boolean;
}

const none: ReadonlyMap<string, string> = new Map();

export class Recorder {
  #events: TraceEvent[] = [];
  #open: OpenLayer[] = [];
  #last: NotedResponse | null = null;
  #headers: ReadonlyMap<string, string> = none;

  note(event: TraceEvent): void {
    this.#events.push(event);
  }

  /** The events since the last call. What is noted next belongs to another request. */
  take(): TraceEvent[] {
    const events = this.#events;
    this.#events = [];
    this.#open = [];
    this.#last = null;
    this.#headers = none;
    return events;
  }

  /** The request came to the core, so the innermost open layer has passed it on. */
  coreEntered(): void {
    const outer = this.#open.at(-1);
    if (outer) outer.passedOn = true;
  }

  layerEntered(layer: string): void {
    this.coreEntered();
    this.#open.push({ passedOn: false, answered: false });
    this.note({ kind: 'layer-entered', layer });
  }

  layerLeft(layer: string, response: NotedResponse | null): void {
    const open = this.#open.pop();
    const returned = this.returned(response);
    if (open && !open.passedOn && !open.answered) {
      this.note({ kind: 'short-circuited', layer, hook: null, status: returned.status });
    }
    this.note({ kind: 'layer-left', layer, ...returned });
  }

  layerRaised(layer: string, exception: string): void {
    this.#open.pop();
    this.note({ kind: 'layer-raised', layer, exception, at: null });
  }

  converted(boundary: string | null, exception: string, response: NotedResponse): void {
    this.note({ kind: 'exception-converted', boundary, exception, ...this.returned(response) });
  }

  hookReturned(layer: string, hook: Hook, answer: NotedResponse | null): void {
    const returned = this.returned(answer);
    this.note({ kind: 'hook-returned', layer, hook, ...returned });
    if (answer === null || (hook !== 'process_request' && hook !== 'process_view')) return;
    this.note({ kind: 'short-circuited', layer, hook, status: returned.status });
    const open = this.#open.at(-1);
    if (open && hook === 'process_request') open.answered = true;
  }

  /** What a step gave back, its headers compared with those of the response that was noted last. */
  returned(response: NotedResponse | null): Returned {
    if (response === null) return { status: null, headers: {} };
    const another = this.#last !== null && this.#last !== response;
    const before = another ? none : this.#headers;
    const now = response.headersAndCookieNames();
    const headers: Record<string, string | null> = {};
    for (const [name, value] of now) {
      if (before.get(name) !== value) headers[name] = value;
    }
    for (const name of this.#headers.keys()) {
      if (!now.has(name)) headers[name] = null;
    }
    this.#last = response;
    this.#headers = now;
    return { status: response.statusCode, headers, ...(another && { another }) };
  }
}
