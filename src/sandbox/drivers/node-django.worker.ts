import { readBaseProject } from '../../django/base-project.ts';
import { nodeRuntimeSource } from '../../django/node-source.ts';
import { findSnapshot } from '../../django/snapshot/build.ts';
import { serveDjango } from '../interpreter/serve-django.ts';
import { nodeDoor } from './node-door.ts';

serveDjango(nodeDoor(), async (shared) => {
  const source = nodeRuntimeSource((shared as WebAssembly.Module | null) ?? undefined);
  return {
    source,
    snapshot: (await findSnapshot(source, await readBaseProject())) ?? 'none has been made of these files',
    shared: source.wasm,
  };
});
