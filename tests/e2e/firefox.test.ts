import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Browser, openFirefox } from './browsers.ts';
import { changes, findExamples } from './exercises.ts';
import { createLearner } from './learner.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openFirefox();
});
afterAll(() => browser.close());

// What an exercise teaches is the same in each browser: what runs it isn't.
describe.each(Object.values(await findExamples()))('in Firefox, $id', (exercise) => {
  test('the start fails and the solution passes', async () => {
    const page = await browser.newPage();
    const learner = createLearner(page, inject('siteUrl'));
    await learner.open(exercise.address);
    expect(await learner.check()).toMatchObject({ verdict: 'failed' });
    await learner.write(changes(exercise));
    expect(await learner.check()).toMatchObject({ verdict: 'passed' });
    expect(page.errors).toEqual([]);
  });
});
