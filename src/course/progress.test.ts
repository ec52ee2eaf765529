import { describe, expect, it } from 'vitest';
import {
  countSolved,
  damagedKey,
  draftKey,
  draftSchema,
  markSolved,
  nextDraft,
  nextPredictions,
  nothingPredicted,
  nothingSolved,
  ownFiles,
  type Prediction,
  predictionsSchema,
  readStored,
  solvedSchema,
  usableEdits,
} from './progress.ts';

const noon = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-02T12:00:00Z');
const start = { 'shop/middleware.py': 'start\n', 'bookshop/settings.py': 'settings\n' };

describe('a stored record', () => {
  it('is absent when the browser holds nothing under its key', () => {
    expect(readStored(null, draftSchema)).toEqual({ kind: 'absent' });
  });

  it('survives the way through JSON', () => {
    const draft = nextDraft(null, { 'shop/middleware.py': 'mine\n' }, start, noon);
    expect(readStored(JSON.stringify(draft), draftSchema)).toEqual({ kind: 'read', value: draft });
  });

  it.each([
    ['cut off', '{"version":1,"fil'],
    ['of another shape', '[]'],
    ['written by a later version', '{"version":2,"files":{},"savedAt":"2026-03-01T12:00:00Z"}'],
  ])('that is %s is damaged and keeps its text', (_, text) => {
    expect(readStored(text, draftSchema)).toEqual({ kind: 'damaged', text });
    expect(readStored(text, solvedSchema)).toEqual({ kind: 'damaged', text });
  });

  it('that is damaged moves to a key of its own, one for each time', () => {
    const key = draftKey('02-order/request-id');
    expect(damagedKey(key, noon)).toBe(
      'inside-out:draft:02-order/request-id:damaged:2026-03-01T12:00:00.000Z',
    );
    expect(damagedKey(key, later)).not.toBe(damagedKey(key, noon));
  });
});

describe('a draft', () => {
  it('holds only the files that differ from the start', () => {
    const draft = nextDraft(null, { ...start, 'shop/middleware.py': 'mine\n' }, start, noon);
    expect(draft?.files).toEqual({ 'shop/middleware.py': 'mine\n' });
  });

  it('disappears when every file is back at the start', () => {
    const draft = nextDraft(null, { 'shop/middleware.py': 'mine\n' }, start, noon);
    expect(nextDraft(draft, start, start, later)).toBeNull();
  });

  it('is ignored where its files can no longer be edited', () => {
    const draft = nextDraft(null, { 'shop/middleware.py': 'mine\n' }, start, noon);
    expect(usableEdits(draft, ['shop/views.py'])).toEqual({});
    expect(usableEdits(draft, ['shop/middleware.py'])).toEqual({ 'shop/middleware.py': 'mine\n' });
    expect(usableEdits(null, ['shop/middleware.py'])).toEqual({});
  });

  it('keeps a file that the exercise no longer has, through edits and through a reset', () => {
    const old = nextDraft(null, { 'shop/old.py': 'mine\n' }, { 'shop/old.py': '' }, noon);
    const edited = nextDraft(old, { ...start, 'shop/middleware.py': 'new\n' }, start, later);
    expect(edited?.files).toEqual({ 'shop/old.py': 'mine\n', 'shop/middleware.py': 'new\n' });
    expect(nextDraft(edited, start, start, later)?.files).toEqual({ 'shop/old.py': 'mine\n' });
  });
});

describe('the learner’s own files', () => {
  const own = { ...start, 'shop/ids.py': 'mine\n' };

  it('are kept beside what was edited, and come back', () => {
    const draft = nextDraft(null, own, start, noon);
    expect(draft).toMatchObject({ files: {}, own: { 'shop/ids.py': 'mine\n' } });
    expect(readStored(JSON.stringify(draft), draftSchema)).toEqual({ kind: 'read', value: draft });
    expect(ownFiles(draft, Object.keys(start))).toEqual({ 'shop/ids.py': 'mine\n' });
    expect(ownFiles(null, [])).toEqual({});
  });

  it('are gone from the draft once they are removed', () => {
    const draft = nextDraft(null, own, start, noon);
    expect(nextDraft(draft, start, start, later)).toBeNull();
  });

  it('give way to a file of the exercise with the same name', () => {
    expect(ownFiles(nextDraft(null, own, start, noon), ['shop/ids.py'])).toEqual({});
  });
});

describe('a solved mark', () => {
  it('keeps the time of the first pass', () => {
    const once = markSolved(nothingSolved, '02-order/request-id', noon);
    expect(markSolved(once, '02-order/request-id', later)).toEqual(once);
    expect(once.solved).toEqual({ '02-order/request-id': '2026-03-01T12:00:00.000Z' });
  });

  it('counts only among the exercises asked about', () => {
    const solved = markSolved(nothingSolved, '02-order/request-id', noon);
    expect(countSolved(solved, ['02-order/request-id', '02-order/compose-the-onion'])).toBe(1);
    expect(countSolved(solved, ['02-order/compose-the-onion'])).toBe(0);
  });
});

describe('the predictions of a lesson', () => {
  const prediction: Prediction = { chose: 'A 500', seen: true, open: false };
  const one = nextPredictions(nothingPredicted, 'what-comes-back', prediction);

  it('survive the way through JSON', () => {
    expect(readStored(JSON.stringify(one), predictionsSchema)).toEqual({ kind: 'read', value: one });
  });

  it('are kept apart by question; a new one takes the place of the old', () => {
    const two = nextPredictions(one ?? nothingPredicted, 'who-sees-it', { ...prediction, chose: 'Nobody' });
    const changed = nextPredictions(two ?? nothingPredicted, 'what-comes-back', {
      ...prediction,
      open: true,
    });
    expect(changed?.predictions).toEqual({
      'what-comes-back': { chose: 'A 500', seen: true, open: true },
      'who-sees-it': { chose: 'Nobody', seen: true, open: false },
    });
  });

  it('need no record when the last one was taken back', () => {
    expect(nextPredictions(one ?? nothingPredicted, 'what-comes-back', null)).toBeNull();
  });
});
