import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { TerminalSize } from '../../src/sandbox/container/api.ts';

/** A program with a terminal of its own: it echoes, it knows its size, and Control C interrupts. */
export interface Pty {
  readonly command: string;
  readonly args: readonly string[];
  resize(size: TerminalSize): void;
}

/**
 * Wraps a program into util-linux's `script`, which gives it a terminal without a native module. Null where that isn't to
 * be had: there a process has pipes.
 * @param note a file of its own, into which the terminal's name is written
 */
export function withPty(
  command: string,
  args: readonly string[],
  size: TerminalSize,
  note: string,
): Pty | null {
  if (process.platform !== 'linux') return null;
  const program = [command, ...args].map(quoted).join(' ');
  const set = (to: TerminalSize): string[] => ['cols', String(to.cols), 'rows', String(to.rows)];
  const line = `tty > ${quoted(note)}; stty ${set(size).join(' ')}; exec ${program}`;
  return {
    command: 'script',
    args: ['--quiet', '--flush', '--return', '--command', line, '/dev/null'],
    resize(to) {
      try {
        execFile('stty', ['-F', readFileSync(note, 'utf8').trim(), ...set(to)], () => undefined);
      } catch {
        // It has just begun: its first size will do.
      }
    },
  };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
