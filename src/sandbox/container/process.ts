import type { Container, ContainerProcess, SpawnOptions } from './api.ts';
import { within } from './within.ts';

/** How long a process that was told to end may take for it, in milliseconds. */
const TO_END = 2_000;

/** How long output may still come after the exit, in milliseconds. */
const TO_DRAIN = 1_000;

export interface ProcessRun extends SpawnOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Aborted, the process is killed, and the run rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** How long it may take, in milliseconds. */
  readonly limit: number;
  /** What the run rejects with when it took longer. */
  late(): unknown;
  onText(text: string): void;
  /** Aborted when the process has said what was wanted of it: it may still end by itself, and is killed soon. */
  readonly done?: AbortSignal;
  /** The container's end: nothing of it answers after that. */
  readonly gone: AbortSignal;
  /** It was killed, and is still there: only the end of the container will end it. */
  onUnstoppable(): void;
}

/** Runs a process to its end. @returns its exit code; null when it had to be killed after it was `done` */
export async function runProcess(container: Container, run: ProcessRun): Promise<number | null> {
  const { command, args, signal, limit, late, ...rest } = run;
  const options: SpawnOptions = {
    ...(rest.env && { env: rest.env }),
    ...(rest.terminal && { terminal: rest.terminal }),
  };
  const began = performance.now();
  const spawning = container.spawn(command, [...args], options);
  const started = await within(spawning, { signal, milliseconds: limit, late }).catch((error: unknown) => {
    // It may still come, and nobody would wait for it.
    spawning.then((process) => process.kill()).catch(() => undefined);
    throw error;
  });
  const printed = readAll(started, run.onText);
  try {
    const left = Math.max(0, limit - (performance.now() - began));
    const ended = within(started.exit, { signal, milliseconds: left, late });
    const code = await (run.done ? endedOr(ended, started.exit, run.done) : ended);
    if (code === null) await stop(started, run);
    await settled(printed, TO_DRAIN);
    return code;
  } catch (error) {
    await stop(started, run);
    throw error;
  }
}

/** The exit code; null when the process didn't end soon after it was done. */
async function endedOr(
  ended: Promise<number>,
  exit: Promise<number>,
  done: AbortSignal,
): Promise<number | null> {
  const finished = new Promise<null>((resolve) => {
    if (done.aborted) resolve(null);
    else done.addEventListener('abort', () => resolve(null), { once: true });
  });
  const code = await Promise.race([ended, finished]);
  if (code !== null) return code;
  return (await settled(exit, TO_END)) ? exit : null;
}

/** Hands on what the process prints; resolves when it will print no more. */
export async function readAll(process: ContainerProcess, onText: (text: string) => void): Promise<void> {
  const reader = process.output.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onText(value);
  }
}

async function stop(process: ContainerProcess, { gone, onUnstoppable }: ProcessRun): Promise<void> {
  process.kill();
  if (gone.aborted) return;
  if (!(await settled(process.exit, TO_END))) onUnstoppable();
}

/** Whether `work` has come to an end, either way, within so many milliseconds. */
function settled(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), milliseconds);
  const end = (): void => {
    clearTimeout(timer);
    resolve(true);
  };
  work.then(end, end);
  return promise;
}
