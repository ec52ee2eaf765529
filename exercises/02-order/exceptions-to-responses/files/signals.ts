// Mirrors django/core/signals.py, and as much of django/dispatch/dispatcher.py as it needs.

/** Called with the class that sent the signal, and what it has to say about it. */
export type Receiver = (sender: unknown, named: Readonly<Record<string, unknown>>) => void;

export class Signal {
  readonly #receivers: Receiver[] = [];

  connect(receiver: Receiver): void {
    this.#receivers.push(receiver);
  }

  disconnect(receiver: Receiver): void {
    const at = this.#receivers.indexOf(receiver);
    if (at >= 0) this.#receivers.splice(at, 1);
  }

  /** Calls every receiver, one after another. What a receiver throws comes out here. */
  send(sender: unknown, named: Readonly<Record<string, unknown>> = {}): void {
    for (const receiver of [...this.#receivers]) receiver(sender, named);
  }
}

/** Sent with `{ environ }` before there is a request object. Django closes database connections that are too old. */
export const requestStarted = new Signal();

/** Sent when a response was closed. Django closes old connections again, and puts per-request state back. */
export const requestFinished = new Signal();

/** Sent with `{ request }`, and null for the sender, when a request met an exception that nobody foresaw. */
export const gotRequestException = new Signal();
