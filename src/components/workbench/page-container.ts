/** The one WebContainer that a page can have, filled with the projects that the build wrote. */
import { sharedProject } from '../../project/project.ts';
import { loadContainerApi } from '../../sandbox/container/api.ts';
import { createContainerSlot } from '../../sandbox/container/boot.ts';
import { type ContainerSandbox, createContainerSandbox } from '../../sandbox/container/sandbox.ts';
import { fetchExerciseParts, fetchSharedParts } from './project-parts.ts';

const key: string | undefined = import.meta.env['PUBLIC_WEBCONTAINER_KEY'];

const slot = createContainerSlot({
  loadApi: loadContainerApi,
  // As the page is served.
  coep: 'require-corp',
  ...(key === undefined || key === '' ? {} : { key }),
});

export function createPageContainer(): ContainerSandbox {
  return createContainerSandbox({
    slot,
    loadShared: async () => sharedProject(await fetchSharedParts()),
    loadExercise: fetchExerciseParts,
  });
}
