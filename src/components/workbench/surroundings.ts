import { readMachine, reasonToWait } from './intent.ts';
import type { Surroundings } from './ladder.ts';

/** What the page tells of itself, its browser and its machine; it asks nobody else. Safe where there is no page. */
export function readSurroundings(): Omit<Surroundings, 'isolatedAddress' | 'isolationTried'> {
  const machine = readMachine();
  return {
    isolated: globalThis.crossOriginIsolated === true,
    framed: globalThis.top !== globalThis.self,
    secure: globalThis.isSecureContext === true,
    sharedMemory: typeof SharedArrayBuffer !== 'undefined',
    webAssembly: typeof WebAssembly === 'object',
    workers: typeof Worker !== 'undefined',
    serviceWorkers: globalThis.navigator !== undefined && 'serviceWorker' in navigator,
    memory: machine.memory,
    iOS: isIOS(globalThis.navigator),
    wait: reasonToWait(machine),
  };
}

/** An iPad says that it is a Mac, but no Mac has a touch screen. */
export function isIOS({ userAgent = '', maxTouchPoints = 0 }: Partial<Navigator> = {}): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}
