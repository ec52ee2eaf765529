import type { Fault } from './protocol.ts';

/** How a verb ended, as data: an Error would lose its fields on the way between two rooms. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Fault };

/** A verb of the sandbox failed; `fault` says how, the message says it in words. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(describeFault(fault));
    this.fault = fault;
  }
}

/** The value of an outcome. @throws {SandboxError} when it is a fault */
export function unwrap<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new SandboxError(outcome.fault);
  return outcome.value;
}

/** Runs `action` and makes an outcome of it. Anything but a `SandboxError` is a crash: nobody foresaw it. */
export async function outcomeOf<Value>(action: () => Value | Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await action() };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}

function faultOf(error: unknown): Fault {
  if (error instanceof SandboxError) return error.fault;
  return { kind: 'crash', detail: error instanceof Error ? error.message : String(error) };
}

/** A fault in one or two sentences: what happened, where, and what to do. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'code':
      return `${fault.exception}: ${fault.message}${fault.at ? ` (${fault.at.file}, line ${fault.at.line})` : ''}`;
    case 'timeout':
      return (
        `Your code was still running after ${fault.milliseconds / 1000} seconds and was stopped. ` +
        'Look for a loop that never ends.'
      );
    case 'crash':
      return `The interpreter stopped working (${fault.detail}). A new one is started for the next run.`;
    case 'boot':
      return `The interpreter could not start: ${fault.detail}`;
    case 'closed':
      return 'The sandbox is closed. Reload the page to open a new one.';
  }
}
