import { once } from '../../django/once.ts';
import { outcomeOf, unwrap } from '../outcome.ts';
import type { FileSet } from '../protocol.ts';
import { INSTALL_LIMIT, installPackages } from './install.ts';
import type { Session } from './session.ts';
import { within } from './within.ts';
import type { Work } from './work.ts';
import type { Laying } from './workspace.ts';

/** What an exercise brings to the project that all exercises share. */
export interface ExerciseFiles {
  /** Besides the learner's. */
  readonly files: FileSet;
  /** The text of the hidden suite. */
  readonly suite: string;
}

export interface ProjectsOptions {
  /** The files of the project that all exercises share, `package-lock.json` among them. */
  loadShared(): Promise<FileSet>;
  loadExercise(exercise: string): Promise<ExerciseFiles>;
  /** How long npm may take, in milliseconds. */
  readonly installLimit?: number;
  onStep(step: string): void;
  onLay(laying: Laying): void;
}

/** What lies in a container. */
export interface Projects {
  /** Lays the project of an exercise, or with null what all share. @returns the text of its hidden suite */
  lay(work: Work, session: Session, exercise: string | null, files: FileSet): Promise<string>;
  /** Installs the packages of what was laid, unless they are. */
  install(work: Work, session: Session): Promise<void>;
}

/** Both kinds of files are loaded when they are first wanted. */
export function createProjects(options: ProjectsOptions): Projects {
  const { onStep, onLay, installLimit = INSTALL_LIMIT } = options;
  const loadShared = once(async () => unwrap(await outcomeOf(options.loadShared)));

  async function loadExercise(exercise: string, work: Work): Promise<ExerciseFiles> {
    return unwrap(
      await within(
        outcomeOf(() => options.loadExercise(exercise)),
        work,
      ),
    );
  }

  /** Once begun it goes on to its end, whoever calls it off. */
  async function put(
    session: Session,
    exercise: string | null,
    files: FileSet,
    sure: string[],
  ): Promise<void> {
    const { promise: done, resolve } = Promise.withResolvers<void>();
    onLay({ exercise, files, done });
    try {
      await session.folder.lay(files, sure);
      if (session.exercise !== null && session.exercise !== exercise) await session.folder.clear();
      session.exercise = exercise;
    } finally {
      resolve();
    }
  }

  return {
    async lay(work, session, exercise, files) {
      const shared = await within(loadShared(), work);
      const own = exercise === null ? null : await loadExercise(exercise, work);
      // Later it takes no time that anybody would notice.
      if (session.installed === null) onStep('Laying the project in the container');
      const project = { ...shared, ...own?.files, ...files };
      await within(put(session, exercise, project, Object.keys(files)), work);
      return own?.suite ?? '';
    },
    async install(work, session) {
      const lock = (await within(loadShared(), work))['package-lock.json'] ?? '';
      if (session.installed === lock) return;
      session.installed = null;
      onStep('Installing the packages of the project (npm ci)');
      await installPackages(work, installLimit);
      session.installed = lock;
    },
  };
}
