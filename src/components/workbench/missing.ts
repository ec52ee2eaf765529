/** What a track can't do without, and what is said of a browser that hasn't got it. */
import type { Track } from '../../sandbox/protocol.ts';

/** What the browser was found able to do. */
export interface Abilities {
  readonly moduleWorkers: boolean;
  readonly webAssembly: boolean;
  /** In their first form, which `pyodide.asm.wasm` was compiled to. */
  readonly wasmExceptions: boolean;
  /** 64-bit integers that cross between WebAssembly and JavaScript. */
  readonly wasmBigInt: boolean;
  /** `externref`: the youngest of the other features that `pyodide.asm.wasm` has in it. */
  readonly wasmReferences: boolean;
}

/** Django is Pyodide. The Rebuild track strips types with a compiler that is WebAssembly, of the oldest kind. */
const needs: Readonly<Record<Track, readonly (keyof Abilities)[]>> = {
  django: ['moduleWorkers', 'webAssembly', 'wasmExceptions', 'wasmBigInt', 'wasmReferences'],
  rebuild: ['moduleWorkers', 'webAssembly'],
};

const names: Readonly<Record<keyof Abilities, string>> = {
  moduleWorkers: 'module Workers',
  webAssembly: 'WebAssembly',
  wasmExceptions: 'WebAssembly exceptions',
  wasmBigInt: 'BigInt in WebAssembly',
  wasmReferences: 'WebAssembly reference types',
};

const inNeed = { django: 'Django needs', rebuild: 'the Rebuild exercises need' } as const;

/** One sentence: what a track's sandbox lacks here, what works without it, and what to do; null when it lacks nothing. */
export function missingAbilities(track: Track, abilities: Abilities): string | null {
  const missing = missingFrom(track, abilities);
  if (missing.length === 0) return null;
  const rebuildWorks = track === 'django' && missingFrom('rebuild', abilities).length === 0;
  const works = rebuildWorks ? 'reading, the diagrams and the Rebuild exercises' : 'reading and the diagrams';
  const rest = rebuildWorks ? 'for Django' : 'to check exercises';
  return (
    `This browser has no ${missing.map((ability) => names[ability]).join(' and no ')}, which ${inNeed[track]} here: ` +
    `${works} work as they are; ${rest}, open this page in a current Chrome, Edge, Firefox or Safari, ` +
    'with nothing of it switched off.'
  );
}

function missingFrom(track: Track, abilities: Abilities): readonly (keyof Abilities)[] {
  const missing = needs[track].filter((ability) => !abilities[ability]);
  // Without the whole, its parts go without saying.
  return abilities.webAssembly ? missing : missing.filter((ability) => !ability.startsWith('wasm'));
}
