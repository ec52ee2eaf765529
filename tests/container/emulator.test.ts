import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Container, ContainerProcess } from '../../src/sandbox/container/api.ts';
import { isAlive } from './alive.ts';
import { createEmulator, type EmulatorOptions } from './emulator.ts';

const containers: Container[] = [];
const open = async (options?: EmulatorOptions) => {
  const emulator = createEmulator(options);
  const container = await emulator.boot({});
  containers.push(container);
  return { emulator, container };
};
afterEach(() => {
  for (const container of containers.splice(0)) {
    try {
      container.teardown();
    } catch {
      // The test has done it.
    }
  }
});

async function textOf({ output }: ContainerProcess): Promise<string> {
  let text = '';
  for await (const chunk of output) text += chunk;
  return text;
}

describe('a boot', () => {
  test('is refused while another container is there, and comes up after its teardown', async () => {
    const { emulator, container } = await open();
    await expect(emulator.boot({})).rejects.toThrow('Only a single WebContainer instance can be booted');
    container.teardown();
    const next = await emulator.boot({});
    containers.push(next);
    expect(next.workdir).not.toBe(container.workdir);
    await expect(access(container.workdir)).rejects.toThrow('ENOENT');
  });

  test('hangs or is refused on demand', async () => {
    const emulator = createEmulator({ boots: ['rejects', 'hangs'] });
    await expect(emulator.boot({})).rejects.toThrow('the emulator was told to refuse');
    const hanging = emulator.boot({});
    emulator.release();
    containers.push(await hanging);
  });

  test('must not have begun when a key is configured', async () => {
    const { emulator } = await open();
    expect(() => emulator.configureAPIKey('key')).toThrow('should always be called before');
  });
});

describe('files', () => {
  test('are mounted as a tree or as its bytes, at the root or below it', async () => {
    const { container } = await open();
    const tree = {
      'a.txt': { file: { contents: 'a' } },
      sub: { directory: { b: { file: { contents: 'b' } } } },
    };
    await container.mount(tree);
    await container.mount(new TextEncoder().encode(JSON.stringify(tree)), { mountPoint: 'deep/er' });
    expect(await container.fs.readFile('sub/b', 'utf-8')).toBe('b');
    expect(await readFile(join(container.workdir, 'deep/er/a.txt'), 'utf8')).toBe('a');
  });

  test('are read, written, listed, renamed and removed', async () => {
    const { container } = await open();
    const { fs } = container;
    await fs.mkdir('x/y', { recursive: true });
    await fs.writeFile('x/y/z.txt', 'z');
    await fs.rename('x/y/z.txt', 'x/w.txt');
    const entries = await fs.readdir('x', { withFileTypes: true });
    expect(entries.map((entry) => [entry.name, entry.isDirectory()]).sort()).toEqual([
      ['w.txt', false],
      ['y', true],
    ]);
    await fs.rm('x', { recursive: true });
    await expect(fs.readFile('x/w.txt', 'utf-8')).rejects.toThrow('ENOENT');
  });

  test('are watched', async () => {
    const { container } = await open();
    const seen: unknown[] = [];
    const watcher = container.fs.watch('.', {}, (_event, file) => seen.push(file));
    await container.fs.writeFile('new.txt', '');
    await vi.waitFor(() => expect(seen).toContain('new.txt'));
    watcher.close();
  });

  test('outside the folder are out of reach', async () => {
    const { container } = await open();
    await expect(container.fs.readFile('../secret', 'utf-8')).rejects.toThrow('lies outside');
  });
});

describe('a process', () => {
  test('has its output in one stream, an exit code, its folder and its environment', async () => {
    const { container } = await open();
    await container.mount({ sub: { directory: {} } });
    const script = 'console.log(process.cwd() + process.env.WHO); console.error("err"); process.exitCode = 3';
    const running = await container.spawn('node', ['-e', script], { cwd: 'sub', env: { WHO: 1 } });
    const text = await textOf(running);
    expect(text).toContain(`${container.workdir}/sub1`);
    expect(text).toContain('err');
    expect(await running.exit).toBe(3);
  });

  test('reads what is written to it', async () => {
    const { container } = await open();
    const shell = await container.spawn('jsh', [], { terminal: { cols: 80, rows: 24 } });
    const writer = shell.input.getWriter();
    await writer.write('echo $((6 * 7)); exit\n');
    // A terminal echoes, where there is one.
    expect(await textOf(shell)).toMatch(/42\r?\n$/);
  });

  test('is killed with all that it started', async () => {
    const { container } = await open();
    const shell = await container.spawn('jsh', [
      '-c',
      'node -e "console.log(process.pid); setInterval(() => 0, 1e6)"',
    ]);
    const reader = shell.output.getReader();
    const pid = Number((await reader.read()).value);
    shell.kill();
    expect(await shell.exit).toBe(137);
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
  });

  test('that isn’t there ends with 127, as in a shell', async () => {
    const { container } = await open();
    expect(await (await container.spawn('no-such-program', [])).exit).toBe(127);
  });

  test('never ends on demand, until the teardown', async () => {
    const { emulator, container } = await open({ neverEnds: (command) => command === 'node' });
    const stubborn = await container.spawn('node', [
      '-e',
      'console.log(process.pid); setInterval(() => 0, 1e6)',
    ]);
    const pid = Number((await stubborn.output.getReader().read()).value);
    stubborn.kill();
    expect(isAlive(pid)).toBe(true);
    container.teardown();
    await emulator.settled();
    expect(isAlive(pid)).toBe(false);
  });
});

test('a server that listens is told of with its port and address, and its end as well', async () => {
  const { container } = await open();
  const heard: unknown[][] = [];
  container.on('server-ready', (...ready) => heard.push(ready));
  container.on('port', (...port) => heard.push(port));
  const server = await container.spawn('node', ['-e', 'require("node:http").createServer().listen(0)']);
  await vi.waitFor(() => expect(heard).toHaveLength(2), 10_000);
  const port = heard[0]?.[0] as number;
  const url = `http://localhost:${port}`;
  expect(heard).toEqual([
    [port, 'open', url],
    [port, url],
  ]);
  server.kill();
  await vi.waitFor(() => expect(heard.at(-1)).toEqual([port, 'close', url]), 10_000);
});

test('a torn down container refuses everything, and nothing of it is left', async () => {
  const { emulator, container } = await open();
  await container.spawn('node', ['-e', 'setInterval(() => 0, 1e6)']);
  container.teardown();
  await expect(container.fs.readFile('a', 'utf-8')).rejects.toThrow('Proxy has been released');
  await expect(container.spawn('node', [])).rejects.toThrow('Proxy has been released');
  expect(() => container.teardown()).toThrow('WebContainer already torn down');
  await emulator.settled();
  await expect(access(emulator.folder())).rejects.toThrow('ENOENT');
});
