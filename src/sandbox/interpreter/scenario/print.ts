/** A value as a console shows it: strings as they are, the rest in one line of JavaScript's own notation. */
export function printAll(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : print(value))).join(' ');
}

/** One value, quoted where JavaScript would quote it. Never throws, whatever the value is. */
export function print(value: unknown, inside: readonly unknown[] = []): string {
  try {
    return printUnsafely(value, inside);
  } catch {
    return '[unreadable]';
  }
}

function printUnsafely(value: unknown, inside: readonly unknown[]): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return `[function ${value.name || 'anonymous'}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (inside.includes(value)) return '[circular]';
  if (inside.length === 4) return '…';
  const nested = (each: unknown): string => print(each, [...inside, value]);
  if (Array.isArray(value)) return `[${value.map(nested).join(', ')}]`;
  if (value instanceof Map) return `Map ${nested([...value])}`;
  if (value instanceof Set) return `Set ${nested([...value])}`;
  if (value instanceof Date) return value.toISOString();
  const kind = Object.getPrototypeOf(value)?.constructor?.name ?? 'Object';
  const pairs = Object.entries(value).map(([key, each]) => `${key}: ${nested(each)}`);
  const body = pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  return kind === 'Object' ? body : `${kind} ${body}`;
}
