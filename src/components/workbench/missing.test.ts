import { describe, expect, it } from 'vitest';
import { type Abilities, missingAbilities } from './missing.ts';

const able: Abilities = {
  moduleWorkers: true,
  webAssembly: true,
  wasmExceptions: true,
  wasmBigInt: true,
  wasmReferences: true,
};
const noWasm: Abilities = {
  moduleWorkers: true,
  webAssembly: false,
  wasmExceptions: false,
  wasmBigInt: false,
  wasmReferences: false,
};

describe('a browser', () => {
  it('that can do everything hears nothing', () => {
    expect(missingAbilities('django', able)).toBeNull();
    expect(missingAbilities('rebuild', able)).toBeNull();
  });

  it('without WebAssembly exceptions runs the Rebuild track, and hears what Django lacks', () => {
    const abilities = { ...able, wasmExceptions: false };
    expect(missingAbilities('rebuild', abilities)).toBeNull();
    expect(missingAbilities('django', abilities)).toBe(
      'This browser has no WebAssembly exceptions, which Django needs here: reading, the diagrams and the Rebuild ' +
        'exercises work as they are; for Django, open this page in a current Chrome, Edge, Firefox or Safari, ' +
        'with nothing of it switched off.',
    );
  });

  it('without WebAssembly checks nothing, and hears of no part of it', () => {
    expect(missingAbilities('django', noWasm)).toBe(
      'This browser has no WebAssembly, which Django needs here: reading and the diagrams work as they are; ' +
        'to check exercises, open this page in a current Chrome, Edge, Firefox or Safari, with nothing of it switched off.',
    );
    expect(missingAbilities('rebuild', noWasm)).toContain(
      'This browser has no WebAssembly, which the Rebuild exercises need here: reading and the diagrams work',
    );
  });

  it('that lacks several things is told so at once', () => {
    expect(missingAbilities('django', { ...able, moduleWorkers: false, wasmBigInt: false })).toContain(
      'This browser has no module Workers and no BigInt in WebAssembly, which Django needs here: reading and the diagrams',
    );
  });
});
