import { glob } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { readFiles, root } from '../../src/sandbox/drivers/node-files.ts';
import type { FileSet, Track } from '../../src/sandbox/protocol.ts';

/** A set of files that the course itself knows the verdict on. */
export interface Submission {
  /** `start`, `solution`, `alternatives/<name>` or `wrong/<name>`. */
  readonly name: string;
  /** The exercise's start with the submission laid over it. */
  readonly files: FileSet;
  /** For a wrong answer: lines that a failing test's message must each contain. */
  readonly answers: readonly string[];
}

export interface ExerciseUnderTest {
  readonly id: string;
  readonly track: Track;
  readonly start: Submission;
  /** The reference solution, and every other right way that the course knows. */
  readonly right: readonly Submission[];
  readonly wrong: readonly Submission[];
}

/** Every exercise in the repository: a folder with an `exercise.yaml`. */
export async function findExercises(): Promise<ExerciseUnderTest[]> {
  const ids: string[] = [];
  const cwd = fileURLToPath(new URL('exercises/', root));
  for await (const file of glob('*/*/exercise.yaml', { cwd })) ids.push(dirname(file).replaceAll('\\', '/'));
  return Promise.all(ids.sort().map(readExercise));
}

async function readExercise(id: string): Promise<ExerciseUnderTest> {
  const { 'exercise.yaml': yaml = '', ...rest } = await readFiles(`exercises/${id}`);
  const start = startFiles(rest);
  const { alternatives, solution } = splitSolution(await readFiles(`solutions/${id}`));
  const over = (name: string, files: FileSet, answers: string[] = []): Submission => ({
    name,
    files: { ...start, ...files },
    answers,
  });
  const wrong = groupByFolder(await readFiles(`tests/exercises/${id}/wrong`));
  return {
    id,
    track: (parse(yaml) as { track: Track }).track,
    start: over('start', {}),
    right: [
      over('solution', solution),
      ...Object.entries(alternatives).map(([name, files]) => over(`alternatives/${name}`, files)),
    ],
    wrong: Object.entries(wrong).map(([name, { 'message.txt': message = '', ...files }]) =>
      over(`wrong/${name}`, files, nonEmptyLines(message)),
    ),
  };
}

/** What a learner's interpreter is given: `files/**`, and the scenario of a Rebuild exercise. */
function startFiles(exercise: FileSet): FileSet {
  const files: Record<string, string> = {};
  for (const [path, text] of Object.entries(exercise)) {
    if (path.startsWith('files/')) files[path.slice('files/'.length)] = text;
    if (path === 'scenario.ts') files[path] = text;
  }
  return files;
}

function splitSolution(files: FileSet): { solution: FileSet; alternatives: Record<string, FileSet> } {
  const isAlternative = ([path]: [string, string]): boolean => path.startsWith('alternatives/');
  const entries = Object.entries(files);
  const below = entries
    .filter(isAlternative)
    .map(([path, text]) => [path.slice('alternatives/'.length), text]);
  return {
    solution: Object.fromEntries(entries.filter((entry) => !isAlternative(entry))),
    alternatives: groupByFolder(Object.fromEntries(below) as FileSet),
  };
}

/** Splits `{ 'a/x.py': …, 'b/x.py': … }` into the folders `a` and `b`. */
function groupByFolder(files: FileSet): Record<string, FileSet> {
  const groups: Record<string, Record<string, string>> = {};
  for (const [path, text] of Object.entries(files)) {
    const [folder = '', ...rest] = path.split('/');
    groups[folder] ??= {};
    groups[folder][rest.join('/') || basename(path)] = text;
  }
  return groups;
}

function nonEmptyLines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
