import { describe, expect, it } from 'vitest';
import { type CourseSource, readCourse } from './catalog.ts';
import { CourseError } from './problems.ts';

const requestId = `
title: Request id
task: Give every response a request id.
track: django
editable: [shop/middleware.py]
readable: [bookshop/settings.py]
minutes: 15
teaches: A response travels out through every layer.
hints:
  - Look at the order.
`;

const compose = requestId
  .replace('track: django', 'track: rebuild')
  .replace('shop/middleware.py', 'src/onion.ts')
  .replace('readable: [bookshop/settings.py]\n', '');

const lesson = {
  title: 'The onion',
  summary: 'Why a response passes every layer again.',
  minutes: 8,
  exercises: ['02-order/request-id', '02-order/compose-the-onion'],
};

const complete: CourseSource = {
  files: {
    'base/django/bookshop/settings.py': 'DEBUG = False\n',
    'base/django/shop/middleware.py': '# base\n',
    'base/rebuild/package.json': '{}\n',
    'exercises/02-order/request-id/exercise.yaml': requestId,
    'exercises/02-order/request-id/files/shop/middleware.py': '# yours\n',
    'exercises/02-order/compose-the-onion/exercise.yaml': compose,
    'exercises/02-order/compose-the-onion/files/src/onion.ts': 'export {};\n',
    'exercises/02-order/compose-the-onion/scenario.ts': 'export const play = () => null;\n',
  },
  modules: {
    'content/02-order/module.yaml': 'title: The order\nsummary: Know whose responses a layer sees.\n',
  },
  lessons: { 'content/02-order/01-the-onion.mdx': lesson },
  suites: [
    'tests/exercises/02-order/request-id/suite.test.ts',
    'tests/exercises/02-order/compose-the-onion/suite.test.ts',
  ],
};

const requestIdYaml = 'exercises/02-order/request-id/exercise.yaml';

function withFiles(files: Record<string, string>): CourseSource {
  return { ...complete, files: { ...complete.files, ...files } };
}

function withoutFile(path: string): CourseSource {
  const { [path]: _, ...files } = complete.files;
  return { ...complete, files };
}

function withLesson(fields: Record<string, unknown>): CourseSource {
  return { ...complete, lessons: { 'content/02-order/01-the-onion.mdx': { ...lesson, ...fields } } };
}

function problemsOf(source: CourseSource): readonly string[] {
  try {
    readCourse(source);
  } catch (error) {
    if (error instanceof CourseError) return error.problems;
    throw error;
  }
  throw new Error('the course was accepted');
}

describe('a course', () => {
  const course = readCourse(complete);

  it('puts lessons under their module, in reading order', () => {
    const renamed = Object.entries(complete.files).map(([path, text]) => [
      path.replace('02-order', '03-queries'),
      text,
    ]);
    const two = readCourse({
      files: { ...Object.fromEntries(renamed), ...complete.files },
      modules: {
        'content/03-queries/module.yaml': 'title: Queries\nsummary: Count them.\n',
        ...complete.modules,
      },
      lessons: {
        'content/03-queries/01-n-plus-one.mdx': {
          ...lesson,
          exercises: ['03-queries/request-id', '03-queries/compose-the-onion'],
        },
        ...complete.lessons,
      },
      suites: [...complete.suites, ...complete.suites.map((path) => path.replace('02-order', '03-queries'))],
    });
    expect(two.modules.map(({ id, title }) => [id, title])).toEqual([
      ['02-order', 'The order'],
      ['03-queries', 'Queries'],
    ]);
    expect(two.lessons.map(({ url }) => url)).toEqual(['/order/the-onion/', '/queries/n-plus-one/']);
  });

  it('tells each lesson the title of its module', () => {
    expect(course.lessons[0]?.module).toBe('The order');
  });

  it('knows of each exercise its lesson and its address', () => {
    const [first, second] = course.lessons[0]?.exercises ?? [];
    expect(first).toMatchObject({ lesson: '02-order/01-the-onion', url: '/order/the-onion/request-id/' });
    expect(second?.url).toBe('/order/the-onion/compose-the-onion/');
  });

  it('shows the editable files first, each as the learner finds it', () => {
    expect(course.lessons[0]?.exercises[0]?.shown).toEqual([
      { path: 'shop/middleware.py', text: '# yours\n', editable: true },
      { path: 'bookshop/settings.py', text: 'DEBUG = False\n', editable: false },
    ]);
  });

  it('sends the sandbox what differs from the base, and the scenario of a rebuild', () => {
    expect(course.lessons[0]?.exercises[0]?.files).toEqual({ 'shop/middleware.py': '# yours\n' });
    expect(Object.keys(course.lessons[0]?.exercises[1]?.files ?? {})).toEqual([
      'src/onion.ts',
      'scenario.ts',
    ]);
  });
});

describe('the course says of', () => {
  const cases: readonly (readonly [what: string, source: CourseSource, problem: string])[] = [
    [
      'a missing field what it is for',
      withFiles({ [requestIdYaml]: requestId.replace('title: Request id\n', '') }),
      `${requestIdYaml}: \`title\` is missing. Add it: the name on the tab, two to four words.`,
    ],
    [
      'an empty list what belongs there',
      withFiles({ [requestIdYaml]: requestId.replace('[shop/middleware.py]', '[]') }),
      `${requestIdYaml}: \`editable\` is empty. Fill it in: the files the learner edits, as paths relative to the project.`,
    ],
    [
      'an unknown track which ones there are',
      withFiles({ [requestIdYaml]: requestId.replace('track: django', 'track: python') }),
      `${requestIdYaml}: \`track\` is "python". It must be \`django\` or \`rebuild\`: \`django\` when the learner writes Python, \`rebuild\` when they write TypeScript.`,
    ],
    [
      'a value of the wrong kind which kind it must be',
      withFiles({ [requestIdYaml]: requestId.replace('minutes: 15', 'minutes: soon') }),
      `${requestIdYaml}: \`minutes\` is "soon". It must be a number: how long it takes someone who has read the lesson.`,
    ],
    [
      'a number out of range its bound',
      withFiles({ [requestIdYaml]: requestId.replace('minutes: 15', 'minutes: 0') }),
      `${requestIdYaml}: \`minutes\` is 0. It must be greater than 0: how long it takes someone who has read the lesson.`,
    ],
    [
      'a path out of the project how to write one',
      withFiles({ [requestIdYaml]: requestId.replace('[bookshop/settings.py]', '[../settings.py]') }),
      `${requestIdYaml}: entry 1 of \`readable\`, \`../settings.py\`, is no path relative to the project: write it like \`shop/middleware.py\`.`,
    ],
    [
      'a misspelt field which ones there are',
      withFiles({ [requestIdYaml]: `${requestId}titel: x\n` }),
      `${requestIdYaml}: \`titel\` is no field of an exercise. Correct the spelling or remove it; the fields are title, task, track, editable, readable, minutes, teaches, hints.`,
    ],
    [
      'a broken YAML file the line',
      withFiles({ [requestIdYaml]: 'title: Request id\ntask: One: two\n' }),
      `${requestIdYaml}: line 2 is not YAML: nested mappings are not allowed in compact mappings. Correct it; put quotes around a text that holds \`: \` or \` #\`.`,
    ],
    [
      'an empty YAML file what to write',
      withFiles({ [requestIdYaml]: '' }),
      `${requestIdYaml}: it holds no fields. Write title, task, track, editable, readable, minutes, teaches, hints.`,
    ],
    [
      'an exercise folder without exercise.yaml what to write',
      withoutFile(requestIdYaml),
      'exercises/02-order/request-id: it has no exercise.yaml. Write one with title, task, track, editable, readable, minutes, teaches, hints.',
    ],
    [
      'an exercise folder without a suite which file to write',
      { ...complete, suites: complete.suites.slice(1) },
      'exercises/02-order/request-id: it has no suite, so nothing could judge an answer. Write tests/exercises/02-order/request-id/suite.test.ts.',
    ],
    [
      'a rebuild without a scenario which file to write',
      withoutFile('exercises/02-order/compose-the-onion/scenario.ts'),
      "exercises/02-order/compose-the-onion: it has no scenario.ts, so no suite could call the learner's modules. Write exercises/02-order/compose-the-onion/scenario.ts with a function `play(scene)`.",
    ],
    [
      'an editable file that is nowhere where it may be',
      withFiles({ [requestIdYaml]: requestId.replace('[shop/middleware.py]', '[shop/layers.py]') }),
      `${requestIdYaml}: the editable file shop/layers.py exists neither in exercises/02-order/request-id/files/ nor in base/django/. Create it in files/, or correct its path.`,
    ],
    [
      'a readable file that is nowhere where it may be',
      withFiles({ [requestIdYaml]: requestId.replace('[bookshop/settings.py]', '[bookshop/none.py]') }),
      `${requestIdYaml}: the readable file bookshop/none.py exists neither in exercises/02-order/request-id/files/ nor in base/django/. Create it in files/, or correct its path.`,
    ],
    [
      'a lesson with an unknown exercise how to create it',
      withLesson({ exercises: [...lesson.exercises, '02-order/typo'] }),
      'content/02-order/01-the-onion.mdx: the exercise 02-order/typo does not exist. Create exercises/02-order/typo/exercise.yaml, or correct the name in `exercises`.',
    ],
    [
      'a lesson with a missing field what it is for',
      withLesson({ summary: undefined }),
      'content/02-order/01-the-onion.mdx: `summary` is missing. Add it: what the reader will understand, in one sentence.',
    ],
    [
      'an exercise that no lesson lists what to do',
      withFiles({
        'exercises/02-order/spare/exercise.yaml': requestId,
        'exercises/02-order/spare/files/shop/middleware.py': '',
      }),
      'exercises/02-order/spare: no lesson lists it. Add 02-order/spare to the `exercises` of its lesson, or remove the folder.',
    ],
    [
      'an exercise listed twice that its address depends on its lesson',
      {
        ...complete,
        lessons: { ...complete.lessons, 'content/02-order/02-again.mdx': lesson },
      },
      'content/02-order/02-again.mdx: the exercise 02-order/request-id is listed in content/02-order/01-the-onion.mdx already. Keep it in one lesson; its address depends on it.',
    ],
    [
      'a lesson without an exercise of one track which is missing',
      withLesson({ exercises: ['02-order/request-id'] }),
      'content/02-order/01-the-onion.mdx: it has no exercise of the Rebuild track. List at least one whose exercise.yaml says `track: rebuild`.',
    ],
    [
      'a module without its fields which file to write',
      { ...complete, modules: {} },
      'content/02-order: it has no module.yaml. Write one with title and summary.',
    ],
    [
      'a module with a missing field what it is for',
      { ...complete, modules: { 'content/02-order/module.yaml': 'title: The order\n' } },
      'content/02-order/module.yaml: `summary` is missing. Add it: what the reader can do after it, in one sentence.',
    ],
    [
      'a lesson outside a module where to move it',
      { ...complete, lessons: { ...complete.lessons, 'content/loose.mdx': lesson } },
      'content/loose.mdx: it lies in no module. Move it to content/<module>/<lesson>.mdx.',
    ],
  ];

  it.each(cases)('%s', (_, source, problem) => {
    expect(problemsOf(source)).toContain(problem);
  });

  it('a broken exercise only that it is broken, not that its lesson lacks a track', () => {
    const problems = problemsOf(
      withFiles({ [requestIdYaml]: requestId.replace('minutes: 15', 'minutes: 0') }),
    );
    expect(problems).toHaveLength(1);
  });

  it('everything at once, in one error', () => {
    const source = { ...withLesson({ title: undefined, minutes: 'long' }), suites: [] };
    expect(problemsOf(source)).toHaveLength(4);
    expect(() => readCourse(source)).toThrow(/^The course has 4 problems:\n- exercises\/.+\n- /);
  });
});
