import { describe, expect, it } from 'vitest';
import type { ContainerProcess, TerminalSize } from '../../sandbox/container/api.ts';
import { createFakeWorkspace } from './fake-workspace.ts';
import { createShell } from './shell.ts';

/** A shell whose processes the test plays. */
function bench(boots: readonly ('comes up' | 'fails')[] = []) {
  const fates = [...boots];
  const log: string[] = [];
  const processes: PromiseWithResolvers<number>[] = [];
  const screens: ReadableStreamDefaultController<string>[] = [];
  let printed = '';

  async function terminal(size: TerminalSize): Promise<ContainerProcess> {
    if (fates.shift() === 'fails') throw new Error('its vendor is silent');
    log.push(`open ${size.cols}`);
    const exit = Promise.withResolvers<number>();
    exit.promise.catch(() => undefined);
    processes.push(exit);
    return {
      exit: exit.promise,
      input: new WritableStream({ write: (text) => void log.push(text) }),
      output: new ReadableStream({ start: (controller) => void screens.push(controller) }),
      kill: () => void log.push('kill'),
      resize: ({ cols }) => void log.push(`resize ${cols}`),
    };
  }

  const shell = createShell({ ...createFakeWorkspace(), terminal }, (text) => {
    printed += text;
  });
  return { shell, log, processes, screens, printed: () => printed };
}

const ESCAPE = String.fromCharCode(27);
/** It says what it does, and takes that back. */
const opening = `${ESCAPE}[90mOpening a shell.${ESCAPE}[39m\r${ESCAPE}[2K`;
const isOpen = async ({ shell }: ReturnType<typeof bench>): Promise<void> =>
  void (await expect.poll(() => shell.$open.get()).toBe(true));

describe('a shell', () => {
  it('is opened once, in the size of the screen', async () => {
    const made = bench();
    made.shell.resize({ cols: 100, rows: 20 });
    made.shell.open();
    made.shell.open();
    await isOpen(made);
    made.shell.resize({ cols: 60, rows: 20 });
    expect(made.log).toEqual(['open 100', 'resize 100', 'resize 60']);
  });

  it('takes what is typed, and shows what it prints', async () => {
    const made = bench();
    made.shell.open();
    await isOpen(made);
    made.shell.type('ls\r');
    made.screens[0]?.enqueue('onion.ts');
    await expect.poll(made.printed).toBe(`${opening}onion.ts`);
    expect(made.log.at(-1)).toBe('ls\r');
  });

  it('gets what was typed while it was being opened', async () => {
    const made = bench();
    made.shell.open();
    made.shell.type('l');
    made.shell.type('s\r');
    await expect.poll(() => made.log.at(-1)).toBe('ls\r');
  });

  it('that has ended says so, and Enter opens another one', async () => {
    const made = bench();
    made.shell.open();
    await isOpen(made);
    made.processes[0]?.resolve(3);
    await expect.poll(() => made.shell.$open.get()).toBe(false);
    expect(made.printed()).toBe(
      `${opening}\r\n${ESCAPE}[90mThe shell has ended with exit code 3. Press Enter to open a new one.${ESCAPE}[39m\r\n`,
    );
    made.shell.type('x');
    made.shell.type('\r');
    await isOpen(made);
    expect(made.log.filter((line) => line.startsWith('open'))).toHaveLength(2);
    expect(made.log).not.toContain('x');
  });

  it('says when its container has ended', async () => {
    const made = bench();
    made.shell.open();
    await isOpen(made);
    made.processes[0]?.reject(new Error('the container says "out of memory"'));
    await expect
      .poll(made.printed)
      .toContain('The container has ended, and the shell with it. Press Enter to open a new one.');
  });

  it('that can’t be opened says why, and Enter tries again', async () => {
    const made = bench(['fails']);
    made.shell.open();
    await expect
      .poll(made.printed)
      .toContain('No shell could be opened: its vendor is silent. Press Enter to try again.');
    made.shell.type('\r');
    await isOpen(made);
  });

  it('is opened for a command if there is none', async () => {
    const made = bench();
    made.shell.run('npm test');
    await expect.poll(() => made.log.at(-1)).toBe('npm test\r');
  });

  it('is killed when it is closed, and says nothing of it', async () => {
    const made = bench();
    made.shell.open();
    await isOpen(made);
    made.shell.close();
    made.processes[0]?.resolve(137);
    made.shell.type('\r');
    await Promise.resolve();
    expect(made.log.at(-1)).toBe('kill');
    expect(made.printed()).toBe(opening);
  });
});

describe('watching the tests', () => {
  it.for(['\u0003', 'q'])('ends by the key %j', async (key) => {
    const made = bench();
    made.shell.watchTests();
    expect(made.shell.$watching.get()).toBe(true);
    await expect.poll(() => made.log.at(-1)).toBe('npm run watch\r');
    made.shell.type('a');
    expect(made.shell.$watching.get()).toBe(true);
    made.shell.type(key);
    expect(made.shell.$watching.get()).toBe(false);
  });

  it('ends with the shell', async () => {
    const made = bench();
    made.shell.watchTests();
    await isOpen(made);
    made.processes[0]?.resolve(0);
    await expect.poll(() => made.shell.$watching.get()).toBe(false);
  });

  it('never begins without a shell', async () => {
    const made = bench(['fails']);
    made.shell.watchTests();
    await expect.poll(() => made.shell.$watching.get()).toBe(false);
  });
});
