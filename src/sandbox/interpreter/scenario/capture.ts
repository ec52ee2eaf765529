import type { OutputBuffer } from '../../../django/output.ts';
import { printAll } from './print.ts';

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'dir', 'table', 'trace'] as const;

/** Runs `action` with the console writing into `output`, and puts the console back. */
export async function capturing<Value>(output: OutputBuffer, action: () => Promise<Value>): Promise<Value> {
  const originals = METHODS.map((method) => [method, console[method]] as const);
  for (const method of METHODS) console[method] = (...values) => output.write(`${printAll(values)}\n`);
  try {
    return await action();
  } finally {
    for (const [method, original] of originals) console[method] = original;
  }
}
