import { projectUrl, sharedProjectUrl } from '../../course/address.ts';
import { Unreachable } from '../../django/unreachable.ts';
import type { ExerciseParts, SharedParts } from '../../project/project.ts';

/** What every project of the Rebuild track shares, as the build wrote it. @throws {Unreachable} */
export function fetchSharedParts(): Promise<SharedParts> {
  return fetchJson(sharedProjectUrl('rebuild'));
}

/** What an exercise brings to its project, beside the learner's files. @throws {Unreachable} */
export function fetchExerciseParts(exercise: string): Promise<ExerciseParts> {
  return fetchJson(projectUrl(exercise));
}

async function fetchJson<Value>(address: string): Promise<Value> {
  const response = await fetch(address).catch(() => {
    throw new Unreachable(address);
  });
  if (!response.ok) {
    throw new Error(
      `${address} answered ${response.status}, and the project needs the files in it. Reload the page and try again.`,
    );
  }
  return response.json() as Promise<Value>;
}
