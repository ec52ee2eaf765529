import { describe, expect, it } from 'vitest';
import type { Ladder, OtherSandbox } from './ladder.ts';
import { chosenOf, describeOffer, regretOf } from './ladder-words.ts';

const other: OtherSandbox = { kind: 'container', hindrance: null, remedy: null, caution: null };
const embedded: Ladder = { use: 'embedded', because: 'it is ready', others: [other], instead: false };
const fallen: Ladder = {
  use: 'embedded',
  because: 'its vendor is silent',
  others: [{ ...other, hindrance: 'its vendor is silent', remedy: 'retry' }],
  instead: true,
};

describe('an offer says', () => {
  it('what each sandbox is', () => {
    expect(describeOffer('embedded', embedded)).toBe(
      'Ready in a second, works offline, and asks no other site for anything.',
    );
    expect(describeOffer('container', embedded)).toBe(
      'A whole Node machine: a terminal, all files of the project, npm and Vitest. Loads from its vendor, stackblitz.com.',
    );
  });

  it('what stands in its way, rather than what only speaks against it', () => {
    const cautious = { ...embedded, others: [{ ...other, caution: 'data saver is on' }] };
    expect(describeOffer('container', cautious)).toMatch(/ But data saver is on\.$/);
    const hindered = { ...fallen, instead: false };
    expect(describeOffer('container', hindered)).toMatch(/ But its vendor is silent\.$/);
  });

  it('nothing of that to who chose it in vain, and was told why', () => {
    expect(describeOffer('container', fallen)).toBe(describeOffer('container', embedded));
  });
});

it('who asked for the WebContainer has chosen it, whatever is used', () => {
  expect(chosenOf(embedded)).toBe('embedded');
  expect(chosenOf({ ...embedded, use: 'container' })).toBe('container');
  expect(chosenOf(fallen)).toBe('container');
});

describe('a regret', () => {
  it('says why, what is used instead, and what can be done', () => {
    expect(regretOf(fallen)).toEqual({
      text: 'Its vendor is silent. Your code is checked in this page’s own sandbox instead, and nothing that you typed is lost.',
      remedy: 'retry',
    });
  });

  it('is for nobody who has what they asked for, or soon will', () => {
    expect(regretOf(embedded)).toBeNull();
    const leaving = { ...fallen, others: [{ ...other, hindrance: 'once more', remedy: 'isolate' as const }] };
    expect(regretOf(leaving)).toBeNull();
  });
});
