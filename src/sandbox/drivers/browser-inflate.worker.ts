import { Unreachable } from '../../django/unreachable.ts';
import type { InflateAnswer, Inflated, InflateTask, ToInflate } from './browser-inflate.ts';
import { keepSnapshot } from './kept-snapshot.ts';
import { fetchRuntimeFile } from './runtime-file.ts';

type ByteStream = ReadableStream<Uint8Array<ArrayBuffer>>;

addEventListener('message', async ({ data }: MessageEvent<InflateTask>) => {
  try {
    await perform(data);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    answer({ kind: 'failed', message, unreachable: error instanceof Unreachable ? error.file : null });
  }
});

function answer(message: InflateAnswer, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

async function perform(task: InflateTask): Promise<void> {
  if (task.kind === 'keep') {
    await keepSnapshot(() => inflated(task.content.stream()));
    return answer({ kind: 'kept' });
  }
  const { bytes, compressed } = await inflate(task);
  answer({ kind: 'inflated', bytes, compressed }, [bytes.buffer]);
}

async function inflate({ content, bytes }: ToInflate): Promise<Inflated> {
  if (content instanceof Blob) {
    return { bytes: await collect(content.stream(), bytes), compressed: content };
  }
  const parts = await Promise.all(content.map(async (name) => bodyOf(await fetchRuntimeFile(name)).tee()));
  const [whole, ...blobs] = await Promise.all([
    collect(oneAfterTheOther(parts.map(([ours]) => ours)), bytes),
    ...parts.map(([, kept]) => new Response(kept).blob()),
  ]);
  return { bytes: whole, compressed: new Blob(blobs) };
}

/** @throws {RangeError} when there are more bytes than expected */
async function collect(compressed: ByteStream, bytes: number | null): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes === null) return new Uint8Array(await new Response(inflated(compressed)).arrayBuffer());
  const target = new Uint8Array(bytes);
  // Safari can't iterate over a stream.
  const reader = inflated(compressed).getReader();
  let at = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    target.set(read.value, at);
    at += read.value.length;
  }
  return target.subarray(0, at);
}

function inflated(compressed: ByteStream): ByteStream {
  return compressed.pipeThrough(new DecompressionStream('gzip'));
}

function oneAfterTheOther(streams: readonly ByteStream[]): ByteStream {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const pipe = async (): Promise<void> => {
    for (const stream of streams) await stream.pipeTo(writable, { preventClose: true, preventAbort: true });
    await writable.close();
  };
  pipe().catch(() => writable.abort(new Unreachable('The snapshot')));
  return readable;
}

function bodyOf({ body, url }: Response): ByteStream {
  if (body === null) throw new Error(`${url} came without content`);
  return body;
}
