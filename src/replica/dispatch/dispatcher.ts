/** Mirrors `Signal` of `django/dispatch/dispatcher.py`. */

import type { Recorder } from '../../trace/recorder.ts';
import { type Coroutine, syncToAsync } from '../sync.ts';

export type Receiver = () => void;

export class Signal {
  readonly #name: string;
  readonly #recorder: Recorder;
  readonly #receivers: Receiver[] = [];

  constructor(name: string, recorder: Recorder) {
    this.#name = name;
    this.#recorder = recorder;
  }

  connect(receiver: Receiver): void {
    this.#receivers.push(receiver);
  }

  /** Calls every receiver, here and now; what a receiver raises reaches the sender. */
  send(): void {
    this.#recorder.note({ kind: 'signal-sent', signal: this.#name });
    this.#callReceivers();
  }

  /** For a sender that is a coroutine. The receivers are plain functions, so they are called on the sync side. */
  *asend(): Coroutine<void> {
    this.#recorder.note({ kind: 'signal-sent', signal: this.#name });
    if (this.#receivers.length === 0) return;
    yield* syncToAsync(() => this.#callReceivers(), 'Signal.asend.<locals>.sync_send', this.#recorder)();
  }

  #callReceivers(): void {
    for (const receiver of this.#receivers) receiver();
  }
}
