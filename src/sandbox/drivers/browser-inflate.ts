import { Unreachable } from '../../django/unreachable.ts';

/** What the worker is asked: to inflate the snapshot, or to keep it, inflated, for the next visit. */
export type InflateTask = ToInflate | { readonly kind: 'keep'; readonly content: Blob };

/** One gzip stream. */
export interface ToInflate {
  readonly kind: 'inflate';
  /** The names of the files that it is cut into; or all of it, kept from an earlier time. */
  readonly content: readonly string[] | Blob;
  /** How many bytes it has when it is inflated, if that is known: they are then written where they stay. */
  readonly bytes: number | null;
}

/** What the worker says when it is done. */
export type InflateAnswer =
  | ({ readonly kind: 'inflated' } & Inflated)
  | { readonly kind: 'kept' }
  /** `unreachable` is the file that didn't come for want of a connection. */
  | { readonly kind: 'failed'; readonly message: string; readonly unreachable: string | null };

export interface Inflated {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What they came from, for another time. */
  readonly compressed: Blob;
}

/**
 * Fetches and inflates in a worker of its own, beside all else that a boot does: it takes as long as that.
 * @throws {Unreachable}
 */
export async function inflateBeside(task: Omit<ToInflate, 'kind'>): Promise<Inflated> {
  const answer = await ask({ kind: 'inflate', ...task });
  if (answer.kind !== 'inflated') throw new Error(`It was ${answer.kind} instead of inflated.`);
  return answer;
}

/** Inflates the snapshot once more and keeps it for the next visit, in a worker of its own, at whatever pace that has. */
export async function keepBeside(content: Blob): Promise<void> {
  await ask({ kind: 'keep', content });
}

function ask(task: InflateTask): Promise<Exclude<InflateAnswer, { readonly kind: 'failed' }>> {
  const worker = new Worker(new URL('./browser-inflate.worker.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } =
    Promise.withResolvers<Exclude<InflateAnswer, { readonly kind: 'failed' }>>();
  worker.onmessage = ({ data }: MessageEvent<InflateAnswer>) => {
    if (data.kind !== 'failed') resolve(data);
    else if (data.unreachable === null) reject(new Error(data.message));
    else reject(new Unreachable(data.unreachable));
  };
  // A worker that can't be loaded gives an event without a message.
  worker.onerror = ({ message }) =>
    reject(message ? new Error(message) : new Unreachable('The program that inflates the snapshot'));
  worker.postMessage(task);
  return promise.finally(() => worker.terminate());
}
