import { exerciseUrl, lessonUrl, slugOf } from './address.ts';
import { CourseError, type Read, readFields, readYaml } from './problems.ts';
import {
  type ExerciseFields,
  exerciseSchema,
  type LessonFields,
  lessonSchema,
  type ModuleFields,
  moduleSchema,
  type Track,
} from './schema.ts';

/** What the course is read from. Paths are relative to the repository's root, with `/`. */
export interface CourseSource {
  /** Path → text of everything under `exercises/` and `base/`. */
  readonly files: Readonly<Record<string, string>>;
  /** Path → text of every `content/<module>/module.yaml`. */
  readonly modules: Readonly<Record<string, string>>;
  /** Path → front matter of every `content/<module>/<lesson>.mdx`. */
  readonly lessons: Readonly<Record<string, unknown>>;
  /** Paths of the hidden suites, `tests/exercises/<module>/<exercise>/suite.test.ts`. Never their text. */
  readonly suites: readonly string[];
}

/** A file as the workbench shows it. */
export interface ShownFile {
  readonly path: string;
  readonly text: string;
  readonly editable: boolean;
}

export interface Exercise extends Omit<ExerciseFields, 'editable' | 'readable'> {
  /** `02-order/request-id` */
  readonly id: string;
  readonly url: string;
  /** The id of its lesson. */
  readonly lesson: string;
  /** What the learner starts from and may look at: the editable files first. */
  readonly shown: readonly ShownFile[];
  /** Path → text of what differs from the base project; with `scenario.ts` on the Rebuild track. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Lesson extends Omit<LessonFields, 'exercises'> {
  /** `02-order/01-the-onion` */
  readonly id: string;
  readonly url: string;
  /** The title of its module. */
  readonly module: string;
  readonly exercises: readonly Exercise[];
}

export interface Module extends ModuleFields {
  /** `02-order` */
  readonly id: string;
  readonly slug: string;
  readonly lessons: readonly Lesson[];
}

export interface Course {
  readonly modules: readonly Module[];
  /** Every lesson in reading order. */
  readonly lessons: readonly Lesson[];
}

const tracks: readonly Track[] = ['django', 'rebuild'];
const trackNames: Record<Track, string> = { django: 'Django', rebuild: 'Rebuild' };

/** The whole course, checked. Throws one `CourseError` that holds every problem found. */
export function readCourse(source: CourseSource): Course {
  const problems: string[] = [];
  const fields = new Map<string, ExerciseFields>();
  for (const id of exerciseIds(source)) {
    const read = readExercise(source, id);
    if ('problems' in read) problems.push(...read.problems);
    else {
      fields.set(id, read.value);
      problems.push(...fileProblems(source, id, read.value));
    }
  }

  const known = exerciseIds(source);
  const lessonOf = new Map<string, string>();
  const lessons: Lesson[] = [];
  const modules = new Map<string, ModuleFields>();
  for (const id of moduleIds(source)) {
    const read = readModule(source, id);
    if ('problems' in read) problems.push(...read.problems);
    else modules.set(id, read.value);
  }
  for (const path of Object.keys(source.lessons).sort()) {
    const id = path.replace(/^content\//, '').replace(/\.mdx$/, '');
    if (id.split('/').length !== 2) {
      problems.push(`${path}: it lies in no module. Move it to content/<module>/<lesson>.mdx.`);
      continue;
    }
    const read = readFields(path, 'a lesson', lessonSchema, source.lessons[path]);
    if ('problems' in read) {
      problems.push(...read.problems);
      // Its exercises are listed all the same: none of them is an orphan because of another field.
      for (const exercise of namedExercises(source.lessons[path])) lessonOf.set(exercise, path);
      continue;
    }
    problems.push(...listProblems(path, read.value, known, fields, lessonOf));
    const exercises = read.value.exercises.flatMap((exercise) => {
      const found = fields.get(exercise);
      return found ? [toExercise(source, id, exercise, found)] : [];
    });
    lessons.push({
      ...read.value,
      id,
      url: lessonUrl(id),
      module: modules.get(moduleOf(id))?.title ?? '',
      exercises,
    });
  }

  for (const id of known) {
    if (lessonOf.has(id)) continue;
    problems.push(
      `exercises/${id}: no lesson lists it. Add ${id} to the \`exercises\` of its lesson, or remove the folder.`,
    );
  }
  if (problems.length > 0) throw new CourseError(problems);
  return { modules: toModules(modules, lessons), lessons };
}

function moduleOf(lesson: string): string {
  return lesson.split('/')[0] ?? '';
}

/** Every folder with a lesson in it, in reading order. */
function moduleIds(source: CourseSource): readonly string[] {
  const ids = Object.keys(source.lessons).flatMap(
    (path) => /^content\/([^/]+)\/[^/]+$/.exec(path)?.[1] ?? [],
  );
  return [...new Set(ids)].sort();
}

function readModule(source: CourseSource, id: string): Read<ModuleFields> {
  const path = `content/${id}/module.yaml`;
  const text = source.modules[path];
  if (text === undefined) {
    const wanted = Object.keys(moduleSchema.shape).join(' and ');
    return { problems: [`content/${id}: it has no module.yaml. Write one with ${wanted}.`] };
  }
  const yaml = readYaml(path, text);
  return 'problems' in yaml ? yaml : readFields(path, 'a module', moduleSchema, yaml.value);
}

/** Every folder under `exercises/`, whatever is in it. */
function exerciseIds(source: CourseSource): readonly string[] {
  const ids = Object.keys(source.files).flatMap(
    (path) => /^exercises\/([^/]+\/[^/]+)\//.exec(path)?.[1] ?? [],
  );
  return [...new Set(ids)].sort();
}

function readExercise(source: CourseSource, id: string): Read<ExerciseFields> {
  const path = `exercises/${id}/exercise.yaml`;
  const text = source.files[path];
  if (text === undefined) {
    const wanted = Object.keys(exerciseSchema.shape).join(', ');
    return { problems: [`exercises/${id}: it has no exercise.yaml. Write one with ${wanted}.`] };
  }
  const yaml = readYaml(path, text);
  if ('problems' in yaml) return yaml;
  return readFields(path, 'an exercise', exerciseSchema, yaml.value);
}

function fileProblems(source: CourseSource, id: string, fields: ExerciseFields): readonly string[] {
  const problems: string[] = [];
  const suite = `tests/exercises/${id}/suite.test.ts`;
  if (!source.suites.includes(suite)) {
    problems.push(`exercises/${id}: it has no suite, so nothing could judge an answer. Write ${suite}.`);
  }
  if (fields.track === 'rebuild' && source.files[`exercises/${id}/scenario.ts`] === undefined) {
    problems.push(
      `exercises/${id}: it has no scenario.ts, so no suite could call the learner's modules. ` +
        `Write exercises/${id}/scenario.ts with a function \`play(scene)\`.`,
    );
  }
  for (const kind of ['editable', 'readable'] as const) {
    for (const file of fields[kind]) {
      if (startText(source, id, fields.track, file) !== undefined) continue;
      problems.push(
        `exercises/${id}/exercise.yaml: the ${kind} file ${file} exists neither in exercises/${id}/files/ ` +
          `nor in base/${fields.track}/. Create it in files/, or correct its path.`,
      );
    }
  }
  return problems;
}

function listProblems(
  path: string,
  lesson: LessonFields,
  known: readonly string[],
  fields: ReadonlyMap<string, ExerciseFields>,
  lessonOf: Map<string, string>,
): readonly string[] {
  const problems: string[] = [];
  for (const exercise of lesson.exercises) {
    const other = lessonOf.get(exercise);
    if (!known.includes(exercise)) {
      problems.push(
        `${path}: the exercise ${exercise} does not exist. ` +
          `Create exercises/${exercise}/exercise.yaml, or correct the name in \`exercises\`.`,
      );
    } else if (other !== undefined) {
      problems.push(
        `${path}: the exercise ${exercise} is listed in ${other} already. Keep it in one lesson; its address depends on it.`,
      );
    }
    lessonOf.set(exercise, other ?? path);
  }
  // An exercise that can't be read has a track nobody knows: it says so itself, and no track is missed because of it.
  if (lesson.exercises.some((exercise) => !fields.has(exercise))) return problems;
  for (const track of tracks) {
    if (lesson.exercises.some((exercise) => fields.get(exercise)?.track === track)) continue;
    problems.push(
      `${path}: it has no exercise of the ${trackNames[track]} track. List at least one whose exercise.yaml says \`track: ${track}\`.`,
    );
  }
  return problems;
}

function namedExercises(frontMatter: unknown): readonly string[] {
  const named = (frontMatter as { exercises?: unknown } | null)?.exercises;
  return Array.isArray(named) ? named.map(String) : [];
}

function startText(source: CourseSource, id: string, track: Track, file: string): string | undefined {
  if (track === 'rebuild' && file === 'scenario.ts') return source.files[`exercises/${id}/scenario.ts`];
  return source.files[`exercises/${id}/files/${file}`] ?? source.files[`base/${track}/${file}`];
}

function toExercise(source: CourseSource, lesson: string, id: string, fields: ExerciseFields): Exercise {
  const { editable, readable, ...rest } = fields;
  const prefix = `exercises/${id}/files/`;
  const files: Record<string, string> = {};
  for (const [path, text] of Object.entries(source.files)) {
    if (path.startsWith(prefix)) files[path.slice(prefix.length)] = text;
  }
  const scenario = source.files[`exercises/${id}/scenario.ts`];
  if (fields.track === 'rebuild' && scenario !== undefined) files['scenario.ts'] = scenario;
  const show = (path: string, canEdit: boolean): ShownFile => ({
    path,
    text: startText(source, id, fields.track, path) ?? '',
    editable: canEdit,
  });
  const shown = [...editable.map((path) => show(path, true)), ...readable.map((path) => show(path, false))];
  return { ...rest, id, url: exerciseUrl(lesson, id), lesson, shown, files };
}

function toModules(
  modules: ReadonlyMap<string, ModuleFields>,
  lessons: readonly Lesson[],
): readonly Module[] {
  return [...modules].map(([id, fields]) => ({
    ...fields,
    id,
    slug: slugOf(id),
    lessons: lessons.filter((lesson) => moduleOf(lesson.id) === id),
  }));
}
