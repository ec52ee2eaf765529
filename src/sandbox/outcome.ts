import { Unreachable } from '../django/unreachable.ts';
import type { SourceLine } from '../trace/events.ts';
import { describeFault } from './fault-words.ts';
import type { Fault } from './protocol.ts';

export { describeFault } from './fault-words.ts';

/** How a verb ended, as data: an Error would lose its fields on the way between two rooms. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Fault };

/** A verb of the sandbox failed; `fault` says how, the message says it in words. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly fault: Fault;
  /** The learner's line that it points at. */
  readonly at: SourceLine | null;

  /** @param evidence paragraphs that follow the message */
  constructor(fault: Fault, evidence: readonly string[] = []) {
    super([describeFault(fault), ...evidence].join('\n\n'));
    this.fault = fault;
    this.at = faultLine(fault);
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
  if (error instanceof Unreachable) return { kind: 'boot', detail: error.message, network: true };
  return { kind: 'crash', detail: error instanceof Error ? error.message : String(error) };
}

/** The learner's line that a fault points at. */
export function faultLine(fault: Fault): SourceLine | null {
  return ('at' in fault ? fault.at : null) ?? null;
}

/** The learner's code did it, and the next call finds a sandbox that works. */
export function isLearnersFault(fault: Fault): boolean {
  // A crash without a line may be ours.
  if (fault.kind === 'crash') return faultLine(fault) !== null;
  return fault.kind !== 'boot' && fault.kind !== 'closed';
}

/** The room is dead, or as large as it may get: the next verb is for another one. */
export function endsRoom({ kind }: Fault): boolean {
  return kind === 'crash' || kind === 'exit' || kind === 'overflow' || kind === 'memory';
}
