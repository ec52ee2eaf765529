import { atom, type ReadableAtom } from 'nanostores';
import type { ContainerProcess, TerminalSize } from '../../sandbox/container/api.ts';
import type { Workspace } from '../../sandbox/container/workspace.ts';

/** The shell of the terminal: one at a time. */
export interface Shell {
  /** Whether what is typed goes to a shell. */
  readonly $open: ReadableAtom<boolean>;
  /** Whether the tests are being watched, as far as the toolbar started that. */
  readonly $watching: ReadableAtom<boolean>;
  /** Opens a shell if there is none. */
  open(): void;
  /** What the learner typed. Without a shell, Enter opens one. */
  type(keys: string): void;
  /** Types a command and Enter, in a shell that is opened for it if there is none. */
  run(command: string): void;
  watchTests(): void;
  /** Control C. */
  interrupt(): void;
  resize(size: TerminalSize): void;
  close(): void;
}

export const TEST_COMMAND = 'npm test';
export const WATCH_COMMAND = 'npm run watch';

const INTERRUPT = '\u0003';
const CLEAR_LINE = '\r\u001b[2K';
/** In the colour of asides. */
const dim = (text: string): string => `\u001b[90m${text}\u001b[39m`;
const note = (text: string): string => `\r\n${dim(text)}\r\n`;

/** @param print shows text in the terminal: the shell's, and what is to be said of the shell */
export function createShell(workspace: Workspace, print: (text: string) => void): Shell {
  const $open = atom(false);
  const $watching = atom(false);
  let size: TerminalSize = { cols: 80, rows: 24 };
  let opening: Promise<void> | null = null;
  let shell: { process: ContainerProcess; writer: WritableStreamDefaultWriter<string> } | null = null;
  let closed = false;
  /** What was typed while the shell was being opened. */
  let typedAhead = '';

  async function start(): Promise<void> {
    let process: ContainerProcess;
    print(dim('Opening a shell.'));
    try {
      process = await workspace.terminal(size);
    } catch (error) {
      typedAhead = '';
      if (!closed) print(note(`No shell could be opened: ${messageOf(error)} Press Enter to try again.`));
      return;
    }
    if (closed) return process.kill();
    shell = { process, writer: process.input.getWriter() };
    process.resize(size);
    print(CLEAR_LINE);
    $open.set(true);
    void show(process);
    process.exit.then(
      (code) => end(process, `The shell has ended with exit code ${code}.`),
      () => end(process, 'The container has ended, and the shell with it.'),
    );
    const typed = typedAhead;
    typedAhead = '';
    if (typed !== '') type(typed);
  }

  async function show(process: ContainerProcess): Promise<void> {
    const reader = process.output.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done || closed) return;
        print(value);
      }
    } catch {
      // Its end is told by `exit`.
    }
  }

  function end(process: ContainerProcess, why: string): void {
    if (closed || shell?.process !== process) return;
    shell = null;
    $open.set(false);
    $watching.set(false);
    print(note(`${why} Press Enter to open a new one.`));
  }

  function open(): Promise<void> {
    if (shell !== null || closed) return Promise.resolve();
    opening ??= start().finally(() => {
      opening = null;
    });
    return opening;
  }

  function type(keys: string): void {
    if (shell === null) {
      if (opening !== null) typedAhead += keys;
      else if (/[\r\n]/.test(keys)) void open();
      return;
    }
    // Both end Vitest's watching.
    if (keys === INTERRUPT || keys === 'q') $watching.set(false);
    shell.writer.write(keys).catch(() => undefined);
  }

  async function run(command: string): Promise<void> {
    await open();
    if (shell !== null) type(`${command}\r`);
  }

  return {
    $open,
    $watching,
    open: () => void open(),
    type,
    run: (command) => void run(command),
    watchTests() {
      $watching.set(true);
      void run(WATCH_COMMAND).then(() => shell ?? $watching.set(false));
    },
    interrupt: () => type(INTERRUPT),
    resize(to) {
      size = to;
      shell?.process.resize(to);
    },
    close() {
      closed = true;
      shell?.process.kill();
      shell = null;
      $open.set(false);
    },
  };
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
