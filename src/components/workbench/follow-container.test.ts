import { atom } from 'nanostores';
import { expect, it } from 'vitest';
import type { Workspace } from '../../sandbox/container/workspace.ts';
import type { OpenBench } from '../container/bench.ts';
import { createFakeWorkspace } from '../container/fake-workspace.ts';
import type { Attempt } from './attempt.ts';
import { followContainer } from './follow-container.ts';

/** A page whose benches are loaded when the test says so. */
function page() {
  const log: string[] = [];
  const loading: PromiseWithResolvers<OpenBench>[] = [];
  const $workspace = atom<Workspace | null>(null);
  const $selected = atom('first');
  const openBench = (() => ({
    turnTo: ({ exercise }: Attempt) => void log.push(`turn to ${exercise.id}`),
    close: () => void log.push('close'),
  })) as unknown as OpenBench;
  const $bench = followContainer({
    $workspace,
    $selected,
    attemptOf: (id) => ({ exercise: { id } }) as Attempt,
    announce: (text) => void log.push(text),
    load() {
      const next = Promise.withResolvers<OpenBench>();
      loading.push(next);
      return next.promise;
    },
  });
  const loaded = async (): Promise<void> => {
    loading.at(-1)?.resolve(openBench);
    await expect.poll(() => $bench.get()).not.toBeNull();
  };
  return { $workspace, $selected, $bench, log, loading, loaded, openBench };
}

it('nothing is loaded without a container', () => {
  const { $bench, loading } = page();
  expect($bench.get()).toBeNull();
  expect(loading).toEqual([]);
});

it('a bench turns to the chosen exercise, at once when another one is chosen', async () => {
  const { $workspace, $selected, log, loaded } = page();
  $workspace.set(createFakeWorkspace());
  await loaded();
  $selected.set('second');
  expect(log).toEqual(['turn to first', 'turn to second']);
});

it('a bench is closed when its container is given up', async () => {
  const { $workspace, $bench, log, loaded } = page();
  $workspace.set(createFakeWorkspace());
  await loaded();
  $workspace.set(null);
  expect(log.at(-1)).toBe('close');
  expect($bench.get()).toBeNull();
});

it('a container that is given up while its bench is loaded gets none', async () => {
  const { $workspace, $bench, log, loading, openBench } = page();
  $workspace.set(createFakeWorkspace());
  $workspace.set(null);
  loading[0]?.resolve(openBench);
  await loading[0]?.promise;
  await Promise.resolve();
  expect($bench.get()).toBeNull();
  expect(log).toEqual([]);
});

it('a bench that can’t be loaded is told of', async () => {
  const { $workspace, log, loading } = page();
  $workspace.set(createFakeWorkspace());
  loading[0]?.reject(new Error('no network'));
  await expect
    .poll(() => log)
    .toEqual(['The terminal and the file tree could not be loaded. Checks work without them.']);
});
