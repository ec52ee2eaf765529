import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { atom } from 'nanostores';
import { expect, test } from 'vitest';
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
  files: {},
  taken: ['package.json', 'onion.ts'],
  shown: [{ path: 'onion.ts', text: 'start', editable: true, html: '' }],
};

/** What happens, and how many turns everything else then has. */
const happening = record({
  who: constantFrom('typed', 'terminal', 'removed in the terminal', 'removed', 'check', 'container died'),
  path: constantFrom('onion.ts', 'chain.ts'),
  turns: integer({ min: 0, max: 4 }),
});

test('whatever happens on both sides, they end equal, and what was typed last is there', async () => {
  await assert(
    asyncProperty(array(happening, { minLength: 1, maxLength: 12 }), async (happenings) => {
      const attempt = createAttempt(exercise, atom<Draft | null>(null) as never);
      const workspace = createFakeWorkspace();
      let paths: readonly string[] = [];
      const onList = (listed: readonly string[]): void => {
        paths = listed;
      };
      const end = syncFiles({ workspace, attempt, pause: 0, onList, onRemoved: () => undefined });
      /** What was typed into a file, if nobody has touched it since. */
      const typed = new Map<string, string>();
      for (const [round, { who, path, turns }] of happenings.entries()) {
        const text = `${who} ${round}`;
        if (who === 'typed') {
          if (attempt.$texts.get()[path] === undefined) attempt.add(path);
          attempt.edit(path, text);
          typed.set(path, text);
        } else if (who === 'check') await workspace.lay(exercise.id, attempt.files());
        else if (who === 'container died') {
          workspace.die();
          workspace.bootAnew();
        } else {
          typed.delete(path);
          if (who === 'removed') attempt.remove(path);
          else
            workspace.inTerminal((files) => {
              if (who === 'terminal') files.set(path, text);
              else files.delete(path);
            });
        }
        for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setTimeout(resolve));
      }
      for (const round of [1, 2, 3, 4]) {
        workspace.inTerminal((files) => void files.set(`seen-${round}.log`, ''));
        await expect.poll(() => paths, { interval: 1 }).toContain(`seen-${round}.log`);
      }
      end();
      const theirs = Object.fromEntries([...workspace.files].filter(([path]) => /\.ts$/.test(path)));
      expect({ ...attempt.$texts.get() }).toEqual(theirs);
      expect(theirs).toMatchObject(Object.fromEntries(typed));
    }),
    { numRuns: 60 },
  );
}, 60_000);
