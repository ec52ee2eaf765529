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
  taken: ['manage.py', 'shop/middleware.py', 'shop/urls.py', 'bookshop/settings.py'],
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
    attempt.undo();
    expect(attempt.$texts.get()['shop/middleware.py']).toBe('mine\n');
    attempt.reset();
    attempt.edit('shop/middleware.py', 'new\n');
    expect(attempt.$undo.get()).toBeNull();
    attempt.undo();
    expect(attempt.$texts.get()['shop/middleware.py']).toBe('new\n');
  });
});

describe('a file of the learner’s own', () => {
  it('is added empty, opened, edited, checked with the others, and kept in the draft', () => {
    const { attempt, $draft } = begin();
    attempt.add('shop/ids.py');
    expect(attempt.$open.get()).toBe('shop/ids.py');
    expect(attempt.filesIn(attempt.$texts.get()).map(({ path }) => path)).toContain('shop/ids.py');
    attempt.edit('shop/ids.py', 'mine\n');
    expect(attempt.files()['shop/ids.py']).toBe('mine\n');
    attempt.save();
    expect($draft.get()?.own).toEqual({ 'shop/ids.py': 'mine\n' });
    expect(createAttempt(exercise, $draft).$texts.get()['shop/ids.py']).toBe('mine\n');
  });

  it('can’t take the place of another file', () => {
    const { attempt } = begin();
    attempt.add('shop/ids.py');
    for (const path of ['manage.py', 'shop/urls.py', 'shop/ids.py']) {
      expect(attempt.problemWith(path)).toBe(`There is a file ${path} already.`);
    }
    expect(attempt.problemWith('shop/other.py')).toBeNull();
  });

  it('takes its text along to another name', () => {
    const { attempt } = begin();
    attempt.add('shop/ids.py');
    attempt.edit('shop/ids.py', 'mine\n');
    attempt.rename('shop/ids.py', 'shop/request_ids.py');
    expect(attempt.$open.get()).toBe('shop/request_ids.py');
    expect(attempt.files()).toMatchObject({ 'shop/request_ids.py': 'mine\n' });
    expect(attempt.files()).not.toHaveProperty('shop/ids.py');
  });

  it('can be removed, and brought back', () => {
    const { attempt } = begin();
    attempt.add('shop/ids.py');
    attempt.edit('shop/ids.py', 'mine\n');
    attempt.remove('shop/ids.py');
    expect(attempt.$open.get()).toBe('shop/middleware.py');
    expect(attempt.files()).not.toHaveProperty('shop/ids.py');
    attempt.undo();
    expect(attempt.$open.get()).toBe('shop/ids.py');
    expect(attempt.files()['shop/ids.py']).toBe('mine\n');
  });

  it('can be removed together, and brought back together', () => {
    const { attempt } = begin();
    for (const path of ['shop/a.py', 'shop/b.py']) attempt.take(path, `${path}\n`);
    attempt.remove('shop/a.py');
    attempt.remove('shop/b.py');
    expect(attempt.$undo.get()?.removed).toEqual(['shop/a.py', 'shop/b.py']);
    attempt.undo();
    expect(attempt.files()).toMatchObject({ 'shop/a.py': 'shop/a.py\n', 'shop/b.py': 'shop/b.py\n' });
    expect(attempt.$open.get()).toBe('shop/a.py');
  });

  it('goes with a reset, and comes back when that is undone', () => {
    const { attempt } = begin();
    attempt.add('shop/ids.py');
    attempt.reset();
    expect(attempt.$touched.get()).toBe(false);
    expect(attempt.$open.get()).toBe('shop/middleware.py');
    attempt.undo();
    expect(attempt.$texts.get()).toHaveProperty('shop/ids.py');
  });

  it('leaves the exercise’s own files alone', () => {
    const { attempt } = begin();
    const before = attempt.files();
    attempt.remove('shop/middleware.py');
    attempt.rename('shop/urls.py', 'shop/other.py');
    expect(attempt.files()).toEqual(before);
  });
});

describe('a text that comes from elsewhere', () => {
  it('is taken over by editors, kept in the draft, and makes a verdict stale', () => {
    const { attempt, $draft } = begin();
    attempt.$check.set({ kind: 'judged', report, stale: false });
    const revision = attempt.$revision.get();
    attempt.take('shop/middleware.py', 'formatted\n');
    attempt.save();
    expect(attempt.$revision.get()).toBeGreaterThan(revision);
    expect($draft.get()?.files).toEqual({ 'shop/middleware.py': 'formatted\n' });
    expect(attempt.$check.get()).toMatchObject({ stale: true });
  });

  it('outlives an undo of what was removed before', () => {
    const { attempt } = begin();
    attempt.take('shop/ids.py', 'mine\n');
    attempt.remove('shop/ids.py');
    attempt.take('shop/other.py', 'moved\n');
    attempt.undo();
    expect(attempt.$texts.get()).toMatchObject({ 'shop/ids.py': 'mine\n', 'shop/other.py': 'moved\n' });
  });
});

describe('a visited file', () => {
  const tabs = (attempt: ReturnType<typeof createAttempt>): readonly string[] =>
    attempt.filesIn(attempt.$texts.get()).map(({ path }) => path);

  it('is the last tab, to be read, and no part of the attempt', () => {
    const { attempt } = begin();
    const files = attempt.files();
    attempt.visit('manage.py', 'django\n');
    expect(attempt.$open.get()).toBe('manage.py');
    expect(attempt.filesIn(attempt.$texts.get()).at(-1)).toMatchObject({
      path: 'manage.py',
      text: 'django\n',
      editable: false,
    });
    attempt.edit('manage.py', 'mine\n');
    expect(attempt.isOwn('manage.py')).toBe(false);
    expect(attempt.files()).toEqual(files);
    expect(attempt.$saving.get()).toBe('saved');
  });

  it('makes place for the next one', () => {
    const { attempt } = begin();
    attempt.visit('manage.py', '');
    attempt.visit('x.log', '');
    expect(tabs(attempt)).toContain('x.log');
    expect(tabs(attempt)).not.toContain('manage.py');
  });

  it('follows its text, and goes when it is gone', () => {
    const { attempt } = begin();
    attempt.visit('x.log', 'one\n');
    attempt.updateVisit('two\n');
    expect(attempt.$visit.get()).toEqual({ path: 'x.log', text: 'two\n' });
    attempt.updateVisit(null);
    expect(attempt.$open.get()).toBe('shop/middleware.py');
    expect(tabs(attempt)).not.toContain('x.log');
  });

  it('has one tab when it becomes the learner’s own', () => {
    const { attempt } = begin();
    attempt.visit('shop/ids.py', '');
    attempt.take('shop/ids.py', 'mine\n');
    expect(tabs(attempt).filter((path) => path === 'shop/ids.py')).toHaveLength(1);
    expect(attempt.$open.get()).toBe('shop/ids.py');
  });
});
