import { buildHelpers, buildSuite } from '../../src/project/build.ts';
import { sharedProject } from '../../src/project/project.ts';
import type { ContainerSandboxOptions } from '../../src/sandbox/container/sandbox.ts';
import { loadBase } from '../../src/sandbox/drivers/node-files.ts';
import { findExercises } from '../course/submissions.ts';

/** The projects that the site ships, made here instead of fetched. */
export const realProjects: Pick<ContainerSandboxOptions, 'loadShared' | 'loadExercise'> = {
  async loadShared() {
    const [base, { files: helpers }] = await Promise.all([loadBase('rebuild'), buildHelpers()]);
    return sharedProject({ base, helpers });
  },
  async loadExercise(id) {
    const exercise = (await findExercises()).find((each) => each.id === id);
    if (exercise === undefined) throw new Error(`${id} is no exercise.`);
    return { files: exercise.start.files, suite: (await buildSuite(id)).suite };
  },
};
