import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type ExerciseParts, exerciseProject, type SharedParts, zipProject } from './project.ts';

const shared: SharedParts = {
  base: { 'README.md': '# Rebuild\n\nTwo commands.\n', 'package.json': '{}', 'http.ts': 'base' },
  helpers: { 'runner.js': 'runner' },
};
const exercise: ExerciseParts = {
  title: 'Compose the onion',
  task: 'Make `loadMiddleware` wrap them.',
  suite: 'suite',
  files: { 'onion.ts': 'start', 'scenario.ts': 'scenario' },
};

test("a project is the base, the exercise and the learner's files, and the check in a folder of its own", () => {
  const project = exerciseProject(shared, exercise, { 'onion.ts': 'mine', 'notes/own.ts': 'own' });
  expect(project).toMatchObject({
    'package.json': '{}',
    'http.ts': 'base',
    'onion.ts': 'mine',
    'scenario.ts': 'scenario',
    'notes/own.ts': 'own',
    '.gitignore': 'node_modules/\n',
    '.inside-out/runner.js': 'runner',
    '.inside-out/suite.test.js': 'suite',
  });
});

test("its README begins with the exercise, and goes on with the base project's", () => {
  expect(exerciseProject(shared, exercise)['README.md']).toBe(
    '# Compose the onion\n\nMake `loadMiddleware` wrap them.\n\nTwo commands.\n',
  );
});

test("a file of the learner's never takes the check's place", () => {
  const project = exerciseProject(shared, exercise, { '.inside-out/suite.test.js': 'mine' });
  expect(project['.inside-out/suite.test.js']).toBe('suite');
});

test('a zip has one folder, named after the exercise', () => {
  const zip = zipProject('02-order/compose-the-onion', { 'onion.ts': 'für', '.inside-out/room.js': 'room' });
  const files = Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, strFromU8(bytes)]);
  expect(files).toEqual([
    ['compose-the-onion/.inside-out/room.js', 'room'],
    ['compose-the-onion/onion.ts', 'für'],
  ]);
});
