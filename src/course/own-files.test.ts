import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_OWN_FILES, type NewFile, pathProblem } from './own-files.ts';

const rebuild: NewFile = { track: 'rebuild', taken: ['onion.ts', 'lib/names.ts'], own: 0 };

describe('the path of a new file', () => {
  it.each(['chain.ts', 'lib/chain.ts', 'notes.md', 'a/b-c/d_e.test.ts'])('may be %s', (path) => {
    expect(pathProblem(path, rebuild)).toBeNull();
  });

  it('may be a Python file on the Django track', () => {
    expect(pathProblem('shop/ids.py', { ...rebuild, track: 'django' })).toBeNull();
  });

  it.each([
    ['', 'Give the file a name.'],
    ['x'.repeat(81), 'Take a name of at most 80 characters.'],
    ['/chain.ts', 'Leave the slash at the beginning out: paths begin in the project’s folder.'],
    ['../chain.ts', 'A folder or file can’t be nameless or begin with a dot.'],
    ['lib//chain.ts', 'A folder or file can’t be nameless or begin with a dot.'],
    ['.inside-out/x.ts', 'A folder or file can’t be nameless or begin with a dot.'],
    [
      'my chain.ts',
      'Use letters of the English alphabet, digits, hyphens, underscores, and slashes between folders.',
    ],
    ['chain.js', 'Let the name end in .ts, .json, .md, or .txt.'],
    ['onion.ts', 'There is a file onion.ts already.'],
    ['Lib/Names.ts', 'There is a file lib/names.ts already.'],
    ['onion.ts/x.ts', 'onion.ts is in the way: a file and a folder can’t have the same name.'],
  ])('can’t be “%s”', (path, problem) => {
    expect(pathProblem(path, rebuild)).toBe(problem);
  });

  it('can’t be any once there are too many', () => {
    expect(pathProblem('chain.ts', { ...rebuild, own: MOST_OWN_FILES })).toBe(
      'You have added 20 files, which is the most there can be.',
    );
  });

  it('never leads out of the project', () => {
    const part = fc.constantFrom('.', '..', '', 'a', 'a.ts', '\\', '%2e%2e');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const path = [...parts, 'b.ts'].join('/');
        const inside = new URL(path, 'file:///project/').pathname.startsWith('/project/');
        expect(pathProblem(path, rebuild) !== null || inside).toBe(true);
      }),
    );
  });
});
