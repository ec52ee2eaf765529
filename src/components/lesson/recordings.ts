import type { HttpRequest } from '../../django/exchange.ts';
import type { TraceEvent } from '../../trace/events.ts';

/** One recorded request: what the lesson's `traces.json` holds under a name. */
export interface Recording {
  readonly stack: readonly string[];
  readonly trace: readonly TraceEvent[];
  readonly request?: Pick<HttpRequest, 'method' | 'path'>;
  /** The response's status, and the headers that the lesson speaks of; null says that it was absent. */
  readonly response?: { readonly status: number; readonly headers: Readonly<Record<string, string | null>> };
}

const files = import.meta.glob<Record<string, Recording>>('/content/*/*/traces.json', {
  import: 'default',
  eager: true,
});

/** A recording of a lesson. Throws when there is none of that name. */
export function recording(lesson: string, name: string): Recording {
  const path = `content/${lesson}/traces.json`;
  const all = files[`/${path}`];
  if (all === undefined)
    throw new Error(`${path}: there is no such file. Record the lesson's traces into it.`);
  const found = all[name];
  if (found === undefined) {
    throw new Error(
      `${path}: it holds no trace "${name}". Record one, or take one of: ${Object.keys(all).join(', ')}.`,
    );
  }
  return found;
}
