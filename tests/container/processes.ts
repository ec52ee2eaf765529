import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { ContainerProcess, SpawnOptions } from '../../src/sandbox/container/api.ts';
import { PORT_REPORTER } from './ports.ts';
import { withPty } from './pty.ts';

export interface ProcessesOptions {
  readonly workdir: string;
  readonly portsFolder: string;
  neverEnds(command: string, args: readonly string[]): boolean;
  /** Told after each end of a process. */
  onEnd(): void;
}

export interface Processes {
  spawn(command: string, args: readonly string[], options: SpawnOptions): ContainerProcess;
  /** Ends every process and what it started; resolves when they are gone. */
  killAll(): Promise<void>;
}

/** Programs of a container that go by another name here. */
const PROGRAMS: Readonly<Record<string, string>> = { node: process.execPath, jsh: 'sh' };

/** Processes as children of this one, each the leader of a group, so that its end ends what it started. */
export function startProcesses(options: ProcessesOptions): Processes {
  const running = new Map<ChildProcess, Promise<number>>();
  let terminals = 0;
  const reporter = join(dirname(options.portsFolder), 'reporter.cjs');
  writeFileSync(reporter, PORT_REPORTER);

  return {
    spawn(command, args, { cwd = '', env = {}, terminal }) {
      const program = PROGRAMS[command] ?? command;
      terminals += 1;
      const note = join(dirname(options.portsFolder), `terminal-${terminals}`);
      const pty = terminal ? withPty(program, args, terminal, note) : null;
      const child = spawn(pty?.command ?? program, pty?.args ?? args, {
        cwd: join(options.workdir, cwd),
        env: { ...ownEnvironment(), ...ports(options.portsFolder, reporter), ...texts(env) },
        detached: true,
        stdio: 'pipe',
      });
      const exit = exitOf(child);
      running.set(child, exit);
      exit.then(() => {
        running.delete(child);
        options.onEnd();
      });
      const stubborn = options.neverEnds(command, args);
      return {
        exit: stubborn ? new Promise<never>(() => undefined) : exit,
        input: inputOf(child),
        output: outputOf(child, exit),
        kill: () => {
          if (!stubborn) killGroup(child);
        },
        resize: (size) => pty?.resize(size),
      };
    },
    async killAll() {
      for (const child of running.keys()) killGroup(child);
      await Promise.all(running.values());
    },
  };
}

/** What this machine's programs need, and nothing of the tests that run the emulator. */
function ownEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) =>
      value !== undefined &&
      (/^(HOME|TMPDIR|LANG|.*_proxy|SSL_CERT_FILE|NODE_EXTRA_CA_CERTS)$/i.test(name) ||
        /^npm_config_/i.test(name)),
  );
  const PATH = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  return { ...(Object.fromEntries(kept) as Record<string, string>), PATH, TERM: 'xterm-256color' };
}

function ports(folder: string, reporter: string): Record<string, string> {
  return { EMULATOR_PORTS: folder, NODE_OPTIONS: `--require ${reporter}` };
}

function texts(env: NonNullable<SpawnOptions['env']>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    // 127 is a shell's word for a program that isn't there.
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 137));
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function inputOf(child: ChildProcess): WritableStream<string> {
  // Whoever writes to a process that has ended is not told, as in the vendor's client.
  child.stdin?.on('error', () => undefined);
  return new WritableStream({ write: (text) => void child.stdin?.write(text) });
}

/** Both streams in one. Each chunk is decoded by itself, as the vendor's client does. */
function outputOf(child: ChildProcess, exit: Promise<number>): ReadableStream<string> {
  const decoder = new TextDecoder();
  return new ReadableStream({
    start(controller) {
      const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
      const ends = streams.map(
        (stream) =>
          new Promise<void>((resolve) => {
            stream.on('data', (bytes: Buffer) => controller.enqueue(decoder.decode(bytes)));
            stream.on('close', resolve);
          }),
      );
      Promise.all([...ends, exit]).then(() => controller.close());
    },
    cancel: () => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
  });
}
