import { describe, expect, it } from 'vitest';
import { climb, type Surroundings, type Wish } from './ladder.ts';

const able: Surroundings = {
  isolated: true,
  isolatedAddress: true,
  framed: false,
  secure: true,
  sharedMemory: true,
  webAssembly: true,
  workers: true,
  serviceWorkers: true,
  isolationTried: false,
  memory: 8,
  iOS: false,
  wait: null,
};
const offered: Wish = { policy: 'offer', choice: null, failed: null };
const chosen: Wish = { ...offered, choice: 'container' };
const first: Wish = { ...offered, policy: 'first' };
const free = { kind: 'container', hindrance: null, remedy: null, caution: null };

/** The page was loaded without isolation. */
const bare: Surroundings = { ...able, isolated: false, sharedMemory: false };

describe('the embedded sandbox is used', () => {
  it('where nobody says otherwise, and the WebContainer is offered', () => {
    expect(climb(offered, able)).toEqual({
      use: 'embedded',
      because: 'it is ready in a second and asks no other site for anything',
      others: [free],
      instead: false,
    });
  });

  it('where the learner chose it, whatever the site starts with', () => {
    expect(climb({ ...first, choice: 'embedded' }, able)).toMatchObject({
      use: 'embedded',
      because: 'you chose it',
    });
  });

  it('where the site has no other, whatever the learner chose elsewhere', () => {
    expect(climb({ ...chosen, policy: 'off' }, able)).toEqual({
      use: 'embedded',
      because: 'this site has no other',
      others: [],
      instead: false,
    });
  });

  it('after the WebContainer failed, which can be tried again', () => {
    const failed = 'it did not answer for 30 seconds';
    expect(climb({ ...chosen, failed }, able)).toEqual({
      use: 'embedded',
      because: failed,
      others: [{ ...free, hindrance: failed, remedy: 'retry' }],
      instead: true,
    });
  });

  it.each([
    [{ wait: 'data saver is on' }, 'data saver is on, and a WebContainer loads many megabytes'],
    [{ iOS: true }, 'iPhones and iPads give a page little memory, and a WebContainer needs much'],
    [{ memory: 2 }, 'this machine has little memory, and a WebContainer needs much'],
  ])('where the site would start with the other one, but %o', (less, because) => {
    expect(climb(first, { ...able, ...less })).toMatchObject({ use: 'embedded', because, instead: false });
    // Whoever asks for it gets it, and was told.
    expect(climb(chosen, { ...able, ...less })).toMatchObject({ use: 'container' });
    expect(climb(offered, { ...able, ...less }).others).toEqual([{ ...free, caution: because }]);
  });
});

describe('the WebContainer is used', () => {
  it('where the learner chose it', () => {
    expect(climb(chosen, able)).toEqual({
      use: 'container',
      because: 'you chose it',
      others: [{ ...free, kind: 'embedded' }],
      instead: false,
    });
  });

  it('where the site starts with it, and the browser may not tell its memory', () => {
    expect(climb(first, { ...able, memory: null })).toMatchObject({
      use: 'container',
      because: 'this site starts with it',
    });
  });
});

describe('a WebContainer that was chosen can’t run', () => {
  it.each([
    [{ ...bare, webAssembly: false }, 'this browser has no WebAssembly, which a WebContainer needs', null],
    [{ ...bare, workers: false }, 'this browser has no Workers, which a WebContainer needs', null],
    [{ ...able, sharedMemory: false }, 'this browser has no shared memory, which a WebContainer needs', null],
    [
      { ...bare, framed: true },
      'this page is shown inside another one, and a WebContainer needs a tab of its own',
      null,
    ],
    [{ ...bare, secure: false }, 'this page came without HTTPS, which a WebContainer needs', null],
    [
      { ...bare, isolatedAddress: false },
      'the page was opened at another address, and a WebContainer needs it to be loaded at this one',
      'reload',
    ],
    [bare, 'the page has to be loaded once more to be isolated', 'isolate'],
    [
      { ...bare, isolationTried: true },
      'the page could not be isolated from other sites, which a WebContainer needs',
      null,
    ],
    [
      { ...bare, serviceWorkers: false },
      'the page could not be isolated from other sites, which a WebContainer needs',
      null,
    ],
  ])('%#: the reason and the remedy are told', (around, hindrance, remedy) => {
    expect(climb(chosen, around)).toEqual({
      use: 'embedded',
      because: hindrance,
      others: [{ ...free, hindrance, remedy }],
      instead: true,
    });
  });

  it('and whoever didn’t choose it gets the other one without a word of regret', () => {
    expect(climb(first, bare).instead).toBe(false);
  });
});
