import * as fc from 'fast-check';

/** One of several; a value shrinks towards those of the first, so that is the simplest. */
export function oneOf<Value>(
  ...entries: (fc.Arbitrary<Value> | fc.WeightedArbitrary<Value>)[]
): fc.Arbitrary<Value> {
  return fc.oneof({ withCrossShrink: true }, ...entries) as fc.Arbitrary<Value>;
}

/** Undefined, but once in `times`. */
export function once<Value>(times: number, arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return oneOf({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}
