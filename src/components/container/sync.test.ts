import { atom } from 'nanostores';
import { afterEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../course/progress.ts';
import { createAttempt } from '../workbench/attempt.ts';
import type { ExerciseView } from '../workbench/view.ts';
import { createFakeWorkspace } from './fake-workspace.ts';
import { syncFiles } from './sync.ts';

const exercise: ExerciseView = {
  id: '02-order/compose-the-onion',
  url: '/order/the-onion/compose-the-onion/',
  title: 'Compose the onion',
  task: '',
  track: 'rebuild',
  minutes: 1,
  hints: [],
  files: { 'scenario.ts': 'scenes\n' },
  taken: ['package.json', 'onion.ts', 'scenario.ts'],
  shown: [{ path: 'onion.ts', text: 'start\n', editable: true, html: '' }],
};

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** An attempt whose files lie in a container, in step. */
async function inStep(own: Readonly<Record<string, string>> = {}) {
  const attempt = createAttempt(exercise, atom<Draft | null>(null) as never);
  for (const [path, text] of Object.entries(own)) attempt.take(path, text);
  const workspace = createFakeWorkspace();
  const removed: string[] = [];
  let paths: readonly string[] = [];
  const end = syncFiles({
    workspace,
    attempt,
    pause: 0,
    onList: (listed) => {
      paths = listed;
    },
    onRemoved: (gone) => removed.push(...gone),
  });
  ends.push(end);
  const texts = (): Record<string, string> => ({ ...attempt.$texts.get() });
  /** Resolves when all that has happened so far was looked at, and once more. */
  async function quiet(): Promise<void> {
    for (const round of [1, 2, 3]) {
      const path = `seen-${round}-${Math.random()}.log`;
      workspace.inTerminal((files) => void files.set(path, ''));
      await expect.poll(() => paths, { interval: 1 }).toContain(path);
    }
  }
  /** Has a look begin after `action`, whose answers wait until what is returned is called. */
  async function looksSlowly(action: (files: Map<string, string>) => void): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { promise: looked, resolve: onLooked } = Promise.withResolvers<void>();
    await quiet();
    workspace.slowDown(promise);
    const off = workspace.onLook(onLooked);
    workspace.inTerminal(action);
    await looked;
    off();
    await manyTurns();
    return resolve;
  }
  await expect.poll(() => paths, { interval: 1 }).toContain('onion.ts');
  return { looksSlowly, attempt, workspace, texts, removed, quiet, end, paths: () => paths };
}

/** Lets everything else have many turns, for what must not happen in them. */
async function manyTurns(each: () => void = () => undefined): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    each();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

const eventually = <Value>(get: () => Value) => expect.poll(get, { interval: 1 });

describe('what the learner types', () => {
  it('reaches the container', async () => {
    const { attempt, workspace } = await inStep();
    attempt.edit('onion.ts', 'typed\n');
    await eventually(() => workspace.files.get('onion.ts')).toBe('typed\n');
  });

  it('wins over what was changed in the terminal at the same time', async () => {
    const { attempt, workspace, texts, quiet } = await inStep();
    workspace.inTerminal((files) => void files.set('onion.ts', 'theirs\n'));
    attempt.edit('onion.ts', 'typed\n');
    await quiet();
    expect(texts()).toEqual({ 'onion.ts': 'typed\n' });
    expect(workspace.files.get('onion.ts')).toBe('typed\n');
  });

  it('never comes back as an older text', async () => {
    const { attempt, workspace, texts, quiet } = await inStep();
    for (let round = 0; round < 30; round += 1) {
      attempt.edit('onion.ts', `typed ${round}\n`);
      await Promise.resolve();
    }
    await quiet();
    expect(texts()).toEqual({ 'onion.ts': 'typed 29\n' });
    expect(workspace.files.get('onion.ts')).toBe('typed 29\n');
  });

  it('outlives a look that was slow: what it saw is older than the check since', async () => {
    const { attempt, workspace, texts, quiet, looksSlowly } = await inStep();
    const answer = await looksSlowly((files) => void files.set('onion.ts', 'older\n'));
    attempt.edit('onion.ts', 'typed\n');
    await workspace.lay(exercise.id, attempt.files());
    const seen: string[] = [];
    attempt.$texts.listen((now) => void seen.push(now['onion.ts'] ?? ''));
    answer();
    await quiet();
    expect(seen).not.toContain('older\n');
    expect(texts()).toEqual({ 'onion.ts': 'typed\n' });
    expect(workspace.files.get('onion.ts')).toBe('typed\n');
  });

  it('while a check lays the project is written after it', async () => {
    const { attempt, workspace, texts, quiet } = await inStep();
    await workspace.lay(exercise.id, attempt.files(), async () => attempt.edit('onion.ts', 'typed\n'));
    await quiet();
    expect(texts()).toEqual({ 'onion.ts': 'typed\n' });
    expect(workspace.files.get('onion.ts')).toBe('typed\n');
  });

  it('goes nowhere once the sync has ended', async () => {
    const { attempt, workspace, end } = await inStep();
    end();
    attempt.edit('onion.ts', 'typed\n');
    await workspace.list();
    expect(workspace.calls).toEqual([`open ${exercise.id}`]);
  });
});

describe('what is done in the terminal', () => {
  it('to a file that can be edited comes into the editor', async () => {
    const { attempt, workspace, texts } = await inStep();
    const revision = attempt.$revision.get();
    workspace.inTerminal((files) => void files.set('onion.ts', 'formatted\n'));
    await eventually(texts).toEqual({ 'onion.ts': 'formatted\n' });
    expect(attempt.$revision.get()).toBeGreaterThan(revision);
  });

  it('makes a new file the learner’s own, if it may be', async () => {
    const { attempt, workspace, texts, quiet } = await inStep();
    workspace.inTerminal((files) => {
      files.set('chain.ts', 'mine\n');
      files.set('x.log', 'log\n');
      files.set('dist/types.ts', 'generated\n');
      files.set('huge.txt', 'x'.repeat(200_000));
    });
    await quiet();
    expect(texts()).toEqual({ 'onion.ts': 'start\n', 'chain.ts': 'mine\n' });
    expect(attempt.isOwn('chain.ts')).toBe(true);
  });

  it('leaves the project’s files out of the draft, and what only the container has in the tree', async () => {
    const { workspace, texts, quiet, paths } = await inStep();
    workspace.inTerminal((files) => {
      files.set('package.json', '{"changed": true}');
      files.set('x.log', '');
    });
    await quiet();
    expect(texts()).toEqual({ 'onion.ts': 'start\n' });
    expect(paths()).toEqual(expect.arrayContaining(['package.json', 'x.log']));
  });

  it('removes a file of the learner’s own, which can be undone', async () => {
    const { attempt, workspace, texts, removed } = await inStep({ 'chain.ts': 'mine\n', 'more.ts': 'too\n' });
    workspace.inTerminal((files) => {
      files.delete('chain.ts');
      files.delete('more.ts');
    });
    await eventually(texts).toEqual({ 'onion.ts': 'start\n' });
    await eventually(() => removed).toEqual(['chain.ts', 'more.ts']);
    expect(attempt.$undo.get()?.removed).toEqual(['chain.ts', 'more.ts']);
    attempt.undo();
    await eventually(() => workspace.files.get('chain.ts')).toBe('mine\n');
    await eventually(() => workspace.files.get('more.ts')).toBe('too\n');
  });

  it('can’t remove a file of the exercise', async () => {
    const { workspace, texts } = await inStep();
    workspace.inTerminal((files) => void files.delete('onion.ts'));
    await eventually(() => workspace.files.get('onion.ts')).toBe('start\n');
    expect(texts()).toEqual({ 'onion.ts': 'start\n' });
  });

  it('is no removal while a program replaces the file', async () => {
    const { workspace, texts, removed, quiet } = await inStep({ 'chain.ts': 'mine\n' });
    let looks = 0;
    const off = workspace.onLook(() => {
      looks += 1;
      if (looks === 2) workspace.inTerminal((files) => void files.set('chain.ts', 'formatted\n'));
    });
    workspace.inTerminal((files) => void files.delete('chain.ts'));
    await eventually(() => looks).toBeGreaterThan(2);
    off();
    await quiet();
    expect(texts()['chain.ts']).toBe('formatted\n');
    expect(removed).toEqual([]);
  });
});

describe('what is done in the editor', () => {
  it('to the learner’s own files is done in the container', async () => {
    const { attempt, workspace } = await inStep({ 'chain.ts': 'mine\n' });
    attempt.rename('chain.ts', 'layers.ts');
    await eventually(() => workspace.files.get('layers.ts')).toBe('mine\n');
    await eventually(() => workspace.files.has('chain.ts')).toBe(false);
    attempt.remove('layers.ts');
    await eventually(() => workspace.files.has('layers.ts')).toBe(false);
    attempt.undo();
    await eventually(() => workspace.files.get('layers.ts')).toBe('mine\n');
  });

  it('as a reset reaches the container, and so does its undoing', async () => {
    const { attempt, workspace } = await inStep({ 'chain.ts': 'mine\n' });
    attempt.edit('onion.ts', 'typed\n');
    attempt.reset();
    await eventually(() => workspace.files.has('chain.ts')).toBe(false);
    expect(workspace.files.get('onion.ts')).toBe('start\n');
    attempt.undo();
    await eventually(() => workspace.files.get('onion.ts')).toBe('typed\n');
    await eventually(() => workspace.files.get('chain.ts')).toBe('mine\n');
  });
});

describe('nothing is taken away from the learner when', () => {
  const own = { 'chain.ts': 'mine\n' };
  const whole = { 'onion.ts': 'start\n', ...own };

  it('the project is laid anew for a check', async () => {
    const { attempt, workspace, texts, removed, quiet } = await inStep(own);
    const files = attempt.files();
    await workspace.lay(exercise.id, files, () =>
      manyTurns(() => workspace.inTerminal((there) => there.clear())),
    );
    await quiet();
    expect(texts()).toEqual(whole);
    expect(removed).toEqual([]);
  });

  it('a check that began before a file came back takes it out', async () => {
    const { attempt, workspace, texts, removed, quiet } = await inStep(own);
    attempt.remove('chain.ts');
    const files = attempt.files();
    attempt.undo();
    await quiet();
    await workspace.lay(exercise.id, files);
    await quiet();
    expect(texts()).toEqual(whole);
    expect(workspace.files.get('chain.ts')).toBe('mine\n');
    expect(removed).toEqual([]);
  });

  it('another exercise is laid in its place, which then gives way again', async () => {
    const { workspace, texts, removed, quiet } = await inStep(own);
    await workspace.lay('02-order/other', { 'other.ts': 'other\n' }, () => manyTurns());
    await eventually(() => workspace.calls.filter((call) => call.startsWith('open'))).toHaveLength(2);
    await quiet();
    expect(texts()).toEqual(whole);
    expect(workspace.files.get('chain.ts')).toBe('mine\n');
    expect(removed).toEqual([]);
  });

  it('the container dies, and another one takes its place', async () => {
    const { attempt, workspace, texts, removed, quiet } = await inStep(own);
    workspace.die();
    attempt.edit('onion.ts', 'typed\n');
    await manyTurns();
    expect(texts()).toEqual({ ...whole, 'onion.ts': 'typed\n' });
    expect(workspace.boots(), 'typing boots none').toBe(1);
    workspace.bootAnew();
    await quiet();
    expect(texts()).toEqual({ ...whole, 'onion.ts': 'typed\n' });
    expect(Object.fromEntries(workspace.files)).toMatchObject({ ...whole, 'onion.ts': 'typed\n' });
    expect(removed).toEqual([]);
  });

  it('it has ended before a look has', async () => {
    const { texts, removed, end, looksSlowly } = await inStep(own);
    const answer = await looksSlowly((files) => {
      files.set('onion.ts', 'another exercise\n');
      files.set('chain.ts', '');
    });
    end();
    answer();
    await manyTurns();
    expect(texts()).toEqual(whole);
    expect(removed).toEqual([]);
  });

  it('it has ended', async () => {
    const { workspace, texts, removed, end } = await inStep(own);
    workspace.inTerminal((files) => files.clear());
    end();
    await manyTurns();
    expect(texts()).toEqual(whole);
    expect(removed).toEqual([]);
  });
});
