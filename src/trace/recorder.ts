/**
 * Notes what happens to a request, for whoever can't be watched from outside: the replica. On real Django the tracer
 * (`src/django/python/`) keeps the same notes by the same rules.
 */
import type { HeaderChanges, Hook, TraceEvent } from './events.ts';

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

export class Recorder {
  #events: TraceEvent[] = [];
  #open: OpenLayer[] = [];
  #headers: ReadonlyMap<string, string> = new Map();

  note(event: TraceEvent): void {
    this.#events.push(event);
  }

  /** The events since the last call. What is noted next belongs to another request. */
  take(): TraceEvent[] {
    const events = this.#events;
    this.#events = [];
    this.#open = [];
    this.#headers = new Map();
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
    const status = statusOf(response);
    if (open && !open.passedOn && !open.answered) {
      this.note({ kind: 'short-circuited', layer, hook: null, status });
    }
    this.note({ kind: 'layer-left', layer, status, headers: this.headerChanges(response) });
  }

  layerRaised(layer: string, exception: string): void {
    this.#open.pop();
    this.note({ kind: 'layer-raised', layer, exception, at: null });
  }

  converted(boundary: string | null, exception: string, response: NotedResponse): void {
    this.note({
      kind: 'exception-converted',
      boundary,
      exception,
      status: response.statusCode,
      headers: this.headerChanges(response),
    });
  }

  hookReturned(layer: string, hook: Hook, answer: NotedResponse | null): void {
    const status = statusOf(answer);
    this.note({ kind: 'hook-returned', layer, hook, status, headers: this.headerChanges(answer) });
    if (answer === null || (hook !== 'process_request' && hook !== 'process_view')) return;
    this.note({ kind: 'short-circuited', layer, hook, status });
    const open = this.#open.at(-1);
    if (open && hook === 'process_request') open.answered = true;
  }

  /** Compared by value with the last response that was noted, whichever object that was. */
  headerChanges(response: NotedResponse | null): HeaderChanges {
    if (response === null) return {};
    const now = response.headersAndCookieNames();
    const changes: Record<string, string | null> = {};
    for (const [name, value] of now) {
      if (this.#headers.get(name) !== value) changes[name] = value;
    }
    for (const name of this.#headers.keys()) {
      if (!now.has(name)) changes[name] = null;
    }
    this.#headers = now;
    return changes;
  }
}

/** Null for what is no response. */
export function statusOf(response: NotedResponse | null): number | null {
  return response?.statusCode ?? null;
}
