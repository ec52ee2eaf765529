import type { HttpRequest } from '../../django/exchange.ts';
import { TRACE_VERSION, type TraceEvent } from '../../trace/events.ts';
import type { TraceGroup } from '../../trace/groups.ts';

/** One recorded request. */
export interface Recording {
  readonly stack: readonly string[];
  /** What was recorded, and is shown, besides layers, boundaries, views and queries. */
  readonly show?: readonly TraceGroup[];
  readonly trace: readonly TraceEvent[];
  readonly request?: Pick<HttpRequest, 'method' | 'path'>;
  /** The response's status, and the headers that the lesson speaks of; null says that it was absent. */
  readonly response?: { readonly status: number; readonly headers: Readonly<Record<string, string | null>> };
}

/** What a lesson's `traces.json` holds: its recordings by name, all of one version of `trace/events.ts`. */
export interface RecordingFile {
  readonly version: number;
  readonly recordings: Readonly<Record<string, Recording>>;
}

const files = import.meta.glob<RecordingFile>('/content/*/*/traces.json', { import: 'default', eager: true });

/**
 * A recording of a lesson, and what of it is to be shown: `show`, or else what the recording itself asks for.
 * Throws when there is none of that name, when it is of another version, or holds less than `show`.
 */
export function recording(
  lesson: string,
  name: string,
  show?: readonly TraceGroup[],
): Recording & { readonly shown: readonly TraceGroup[] } {
  const path = `content/${lesson}/traces.json`;
  const found = find(files[`/${path}`], path, name);
  const held = found.show ?? [];
  const missing = show?.filter((group) => !held.includes(group)) ?? [];
  if (missing.length > 0) {
    throw new Error(
      `${path}: the trace "${name}" was recorded without ${missing.join(', ')}. Add that to its "show", and record it ` +
        'again: RECORD=1 npx vitest run --project lessons.',
    );
  }
  return { ...found, shown: show ?? held };
}

/** @throws {Error} that says what to do when the lesson has no such recording, or one of another version */
export function find(file: RecordingFile | undefined, path: string, name: string): Recording {
  if (file === undefined)
    throw new Error(`${path}: there is no such file. Record the lesson's traces into it.`);
  if (file.version !== TRACE_VERSION) {
    throw new Error(
      `${path}: its version is ${file.version}, that of traces is ${TRACE_VERSION}. Record them again: ` +
        'RECORD=1 npx vitest run --project lessons.',
    );
  }
  const found = file.recordings[name];
  if (found === undefined) {
    const names = Object.keys(file.recordings).join(', ');
    throw new Error(`${path}: it holds no trace "${name}". Record one, or take one of: ${names}.`);
  }
  return found;
}
