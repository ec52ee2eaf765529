import { projectUrl, sharedProjectUrl } from '../../course/address.ts';
import type { ExerciseParts, SharedParts } from '../../project/project.ts';
import type { Track } from '../../sandbox/protocol.ts';

/** What an exercise's project is made of, beside the learner's files. */
export interface ProjectParts {
  readonly shared: SharedParts;
  readonly exercise: ExerciseParts;
}

/**
 * Fetches the parts that the build wrote.
 * @throws {Error} in words for the learner, when they can't be had
 */
export async function fetchProjectParts(track: Track, exercise: string): Promise<ProjectParts> {
  const [shared, parts] = await Promise.all([
    fetchJson<SharedParts>(sharedProjectUrl(track)),
    fetchJson<ExerciseParts>(projectUrl(exercise)),
  ]);
  return { shared, exercise: parts };
}

async function fetchJson<Value>(address: string): Promise<Value> {
  const response = await fetch(address).catch(() => {
    throw new Error(
      `The project could not be fetched from ${address}. Look at your connection and press Download again.`,
    );
  });
  if (!response.ok) {
    throw new Error(
      `${address} answered ${response.status}, and the project needs the files in it. Reload the page and try again.`,
    );
  }
  return response.json() as Promise<Value>;
}
