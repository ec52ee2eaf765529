import { readFileSync } from 'node:fs';

/** Whether a process of this machine still does anything: one that only waits to be reaped doesn't. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // It has ended meanwhile, or there is no /proc here.
    return process.platform !== 'linux';
  }
}
