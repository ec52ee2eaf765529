import type { AnyInterpreter } from '../protocol.ts';

/** Short, because a case waits for it; a verb of the contract's takes milliseconds. In ms. */
export const DEADLINE = 3_000;

/** One promise of the sandbox, and how it is tried. */
export interface ContractCase {
  readonly title: string;
  try(interpreter: AnyInterpreter): Promise<void>;
}
