import { readdirSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './alive.ts';

/**
 * Preloaded into each Node of an emulated container: a server that begins to listen puts the file `<pid>-<port>` into
 * the folder, and takes it away when it ends.
 */
export const PORT_REPORTER = `
const { Server } = require('node:net');
const { rmSync, writeFileSync } = require('node:fs');
const folder = process.env.EMULATOR_PORTS;
const listen = Server.prototype.listen;
Server.prototype.listen = function (...args) {
  this.once('listening', () => {
    const port = this.address()?.port;
    if (port === undefined) return;
    const file = folder + '/' + process.pid + '-' + port;
    writeFileSync(file, '');
    this.once('close', () => rmSync(file, { force: true }));
  });
  return listen.apply(this, args);
};
`;

/** A server that is killed by its terminal tells nobody: while ports are open they are looked at that often, in milliseconds. */
const LOOK_EVERY = 100;

export interface PortWatcher {
  /** A process has ended: it can't take its ports away any more. */
  look(): void;
  close(): void;
}

/** Tells which ports are opened and closed by those who put their files into the folder. */
export function watchPorts(
  folder: string,
  onChange: (port: number, type: 'open' | 'close') => void,
): PortWatcher {
  let open = new Set<number>();
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    if (closed) return;
    const now = new Set<number>();
    for (const file of readdirSync(folder)) {
      const [pid = 0, port = 0] = file.split('-').map(Number);
      if (isAlive(pid)) now.add(port);
      else rmSync(join(folder, file), { force: true });
    }
    clearTimeout(timer);
    if (now.size > 0) timer = setTimeout(look, LOOK_EVERY).unref();
    const before = open;
    open = now;
    for (const port of now.difference(before)) onChange(port, 'open');
    for (const port of before.difference(now)) onChange(port, 'close');
  }

  const watcher = watch(folder, look);
  return {
    look,
    close() {
      closed = true;
      clearTimeout(timer);
      watcher.close();
    },
  };
}
