import type { AnyInterpreter } from '../protocol.ts';

/** Short, because a case waits for it; a verb of the contract's takes milliseconds. In ms. */
export const DEADLINE = 3_000;

/** One promise of the sandbox, and how it is tried. */
export interface ContractCase {
  readonly title: string;
  /** @param hurried the same interpreter; its verbs have less time, as in a check in which a test has hung */
  try(interpreter: AnyInterpreter, hurried: AnyInterpreter): Promise<void>;
}
