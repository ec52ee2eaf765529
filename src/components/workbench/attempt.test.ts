import { atom } from 'nanostores';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../../course/progress.ts';
import type { Report } from '../../sandbox/protocol.ts';
import { createAttempt } from './attempt.ts';
import type { ExerciseView } from './view.ts';

const exercise: ExerciseView = {
  id: '02-order/request-id',
  url: '/order/the-onion/request-id/',
  title: 'Request id',
  task: 'Give every response an id.',
  track: 'django',
  minutes: 15,
  hints: ['one', 'two'],
  files: { 'shop/middleware.py': 'start\n', 'shop/urls.py': 'urls\n' },
  shown: [
    { path: 'shop/middleware.py', text: 'start\n', editable: true, html: '' },
    { path: 'bookshop/settings.py', text: 'settings\n', editable: true, html: '' },
    { path: 'shop/urls.py', text: 'urls\n', editable: false, html: '' },
  ],
};
const report: Report = { verdict: 'failed', tests: [], output: '', milliseconds: 1 };
const stored: Draft = {
  version: 1,
  files: { 'shop/middleware.py': 'mine\n', 'shop/gone.py': 'old\n' },
  savedAt: '2026-03-01T12:00:00.000Z',
};

function begin(draft: Draft | null = null) {
  const $draft = atom<Draft | null>(draft);
  return { $draft, attempt: createAttempt(exercise, $draft) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an attempt', () => {
  it('begins where the draft left off', () => {
    const { attempt } = begin(stored);
    expect(attempt.$texts.get()).toEqual({
      'shop/middleware.py': 'mine\n',
      'bookshop/settings.py': 'settings\n',
    });
    expect(attempt.$touched.get()).toBe(true);
  });

  it('sends the exercise’s files with the learner’s laid over them', () => {
    const { attempt } = begin();
    attempt.edit('bookshop/settings.py', 'DEBUG\n');
    expect(attempt.files()).toEqual({
      'shop/middleware.py': 'start\n',
      'shop/urls.py': 'urls\n',
      'bookshop/settings.py': 'DEBUG\n',
    });
  });

  it('takes no edit of a file that is only to be read', () => {
    const { attempt } = begin();
    attempt.edit('shop/urls.py', 'hacked\n');
    expect(attempt.files()['shop/urls.py']).toBe('urls\n');
  });

  it('marks a verdict as stale once the code has changed', () => {
    const { attempt } = begin();
    attempt.$check.set({ kind: 'judged', report, stale: false });
    attempt.edit('shop/middleware.py', 'mine\n');
    expect(attempt.$check.get()).toEqual({ kind: 'judged', report, stale: true });
  });

  it('shows hints one by one, as many as there are', () => {
    const { attempt } = begin();
    attempt.showHint();
    expect(attempt.$hints.get()).toBe(1);
    attempt.showHint();
    attempt.showHint();
    expect(attempt.$hints.get()).toBe(2);
  });
});

describe('a draft', () => {
  it('is written when the keys have rested for 300 ms', () => {
    const { attempt, $draft } = begin();
    attempt.edit('shop/middleware.py', 'm\n');
    vi.advanceTimersByTime(200);
    attempt.edit('shop/middleware.py', 'mine\n');
    vi.advanceTimersByTime(299);
    expect($draft.get()).toBeNull();
    vi.advanceTimersByTime(1);
    expect($draft.get()?.files).toEqual({ 'shop/middleware.py': 'mine\n' });
    expect(attempt.$saving.get()).toBe('saved');
  });

  it('is written at once when the page is left', () => {
    const { attempt, $draft } = begin();
    attempt.edit('shop/middleware.py', 'mine\n');
    attempt.save();
    expect($draft.get()?.files).toEqual({ 'shop/middleware.py': 'mine\n' });
  });

  it('keeps the files that the exercise no longer has', () => {
    const { attempt, $draft } = begin(stored);
    attempt.edit('shop/middleware.py', 'new\n');
    attempt.save();
    expect($draft.get()?.files).toEqual({ 'shop/middleware.py': 'new\n', 'shop/gone.py': 'old\n' });
  });

  it('says when the browser refuses to store it', () => {
    const { attempt, $draft } = begin();
    $draft.set = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    attempt.edit('shop/middleware.py', 'mine\n');
    attempt.save();
    expect(attempt.$saving.get()).toBe('refused');
  });

  it('written in another tab is taken over here', () => {
    const { attempt, $draft } = begin();
    const stop = attempt.follow();
    $draft.set(stored);
    expect(attempt.$texts.get()['shop/middleware.py']).toBe('mine\n');
    expect(attempt.$revision.get()).toBe(1);
    stop();
  });

  it('written here is not mistaken for another tab’s', () => {
    const { attempt } = begin();
    const stop = attempt.follow();
    attempt.edit('shop/middleware.py', 'mine\n');
    attempt.save();
    expect(attempt.$revision.get()).toBe(0);
    stop();
  });
});

describe('a reset', () => {
  it('brings the start back and forgets the verdict', () => {
    const { attempt } = begin(stored);
    attempt.$check.set({ kind: 'judged', report, stale: false });
    attempt.reset();
    expect(attempt.$texts.get()['shop/middleware.py']).toBe('start\n');
    expect(attempt.$touched.get()).toBe(false);
    expect(attempt.$check.get()).toEqual({ kind: 'none' });
  });

  it('can be undone until something else is typed', () => {
    const { attempt } = begin(stored);
    attempt.reset();
    attempt.undoReset();
    expect(attempt.$texts.get()['shop/middleware.py']).toBe('mine\n');
    attempt.reset();
    attempt.edit('shop/middleware.py', 'new\n');
    expect(attempt.$undo.get()).toBeNull();
    attempt.undoReset();
    expect(attempt.$texts.get()['shop/middleware.py']).toBe('new\n');
  });
});
