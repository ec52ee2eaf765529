import { describe, expect, it } from 'vitest';
import { asWrittenWords } from './as-written.ts';
import { closed, layer, stamp, trips } from './fixtures.ts';

describe('what a layer does as written', () => {
  it('is told from its actions', () => {
    expect(asWrittenWords(stamp)).toBe('sets X-Stamp');
    expect(asWrittenWords(closed)).toBe('answers 503');
    expect(asWrittenWords(layer('Passing'))).toBe('passes it through');
    expect(asWrittenWords(layer('OnHoliday', { unused: true }))).toBe('leaves itself out');
  });

  it('says on which side of get_response it raises, or in which hook', () => {
    const raise = [{ do: 'raise', exception: 'ValueError' }] as const;
    expect(asWrittenWords(layer('A', { before: raise }))).toBe('raises before get_response');
    expect(asWrittenWords(layer('A', { after: raise }))).toBe('raises after get_response');
    expect(asWrittenWords(layer('A', { process_view: raise }))).toBe('raises in process_view');
    expect(asWrittenWords(trips)).toMatch(/^raises (before|after) get_response$/);
  });

  it('is a forgotten return where there is one', () => {
    const forgets = layer('Forgets', { after: [{ do: 'return-none' }] });
    expect(asWrittenWords(forgets)).toBe('returns None after get_response');
  });
});
