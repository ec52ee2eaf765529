import { expect, it } from 'vitest';
import { editorFor, languageOf, readPreference } from './choice.ts';

const desktop = { coarse: false, narrow: false };

it('a mouse and a wide screen get the code editor', () => {
  expect(editorFor('auto', desktop)).toBe('code');
});

it('a finger or a narrow screen gets the plain one', () => {
  expect(editorFor('auto', { ...desktop, coarse: true })).toBe('plain');
  expect(editorFor('auto', { ...desktop, narrow: true })).toBe('plain');
});

it('the learner’s own choice wins over the device', () => {
  expect(editorFor('plain', desktop)).toBe('plain');
  expect(editorFor('code', { coarse: true, narrow: true })).toBe('code');
});

it('a choice that is none leaves it to the device', () => {
  expect(readPreference('plain')).toBe('plain');
  expect(readPreference('vim')).toBe('auto');
  expect(readPreference(undefined)).toBe('auto');
});

it('a file’s language comes from its ending', () => {
  expect(['a.py', 'b/c.ts', 'd.html', 'LICENSE'].map(languageOf)).toEqual([
    'python',
    'typescript',
    'html',
    'plaintext',
  ]);
});
