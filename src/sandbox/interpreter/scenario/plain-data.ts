import type { Json } from '../../protocol.ts';
import { codeError } from './code-error.ts';

/**
 * A copy of `value` that is plain JSON data, so that nothing of the learner's crosses into the other room.
 * @throws {SandboxError} a `code` fault that names the place: `happened.events[2] is a function`
 */
export function plainData(value: unknown, path: string, inside: readonly object[] = []): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'object') throw notPlain(path, describe(value));
  if (inside.includes(value)) throw notPlain(path, 'contains itself');
  const within = [...inside, value];
  if (Array.isArray(value)) return Array.from(value, (each, at) => plainData(each, `${path}[${at}]`, within));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notPlain(path, describe(value));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, plainData(each, `${path}.${key}`, within)]),
  );
}

function describe(value: unknown): string {
  if (value === undefined) return 'is undefined';
  if (typeof value === 'number') return `is ${value}`;
  if (typeof value !== 'object' || value === null) return `is a ${typeof value}`;
  return `is an object of class ${value.constructor?.name || 'without a name'}`;
}

function notPlain(path: string, what: string): Error {
  return codeError('DataCloneError', `What happened must be plain data, and ${path} ${what}.`, null);
}
