import { bigInt, exceptions, referenceTypes } from 'wasm-feature-detect';
import type { Track } from '../../sandbox/protocol.ts';
import { type Abilities, missingAbilities } from './missing.ts';

/** This browser lacks what the sandbox of a track runs on; the message is the sentence for the page. */
export class MissingAbility extends Error {
  override readonly name = 'MissingAbility';
}

/** Asks the browser, without loading anything. */
export async function probeAbilities(): Promise<Abilities> {
  const moduleWorkers = hasModuleWorkers();
  if (typeof WebAssembly !== 'object')
    return {
      moduleWorkers,
      webAssembly: false,
      wasmExceptions: false,
      wasmBigInt: false,
      wasmReferences: false,
    };
  const [wasmExceptions, wasmBigInt, wasmReferences] = await Promise.all([
    exceptions(),
    bigInt(),
    referenceTypes(),
  ]);
  return { moduleWorkers, webAssembly: true, wasmExceptions, wasmBigInt, wasmReferences };
}

/** Before anything is loaded for a track. @throws {MissingAbility} when this browser can't run it */
export async function demandAbilities(track: Track): Promise<void> {
  const missing = missingAbilities(track, await probeAbilities());
  if (missing !== null) throw new MissingAbility(missing);
}

/**
 * A browser that knows module Workers reads the option `type`; one that doesn't never looks at it. It reads the options
 * before the address, and this is none: so it throws, and no worker is ever made.
 */
function hasModuleWorkers(): boolean {
  if (typeof Worker === 'undefined') return false;
  let asked = false;
  const options = {
    get type(): 'module' {
      asked = true;
      return 'module';
    },
  };
  try {
    new Worker('https://[', options);
  } catch {
    // As intended.
  }
  return asked;
}
