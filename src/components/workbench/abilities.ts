import type { Abilities } from './words.ts';

/** Asks the browser, without loading anything. */
export function probeAbilities(): Abilities {
  return { moduleWorkers: hasModuleWorkers(), webAssembly: typeof WebAssembly === 'object' };
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
