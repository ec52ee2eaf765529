import { createBirpc } from 'birpc';
import { bootRuntime, type RuntimeSource } from '../../django/runtime.ts';
import { createSite, PythonFailure, type Site } from '../../django/site.ts';
import { outcomeOf, SandboxError } from '../outcome.ts';
import type { FileSet } from '../protocol.ts';
import type { Door } from '../room.ts';
import type { BootEvents, DjangoVerbs } from './verbs.ts';

/** Serves the Django interpreter's verbs at `door`, from inside its room. */
export function serveDjango(door: Door, source: RuntimeSource): void {
  let site: Site | null = null;
  let running = false;

  /** The site with `files` laid over the base project, started. */
  function startedWith(files: FileSet): Site {
    if (site === null) throw new SandboxError({ kind: 'boot', detail: 'it was used before it was booted.' });
    running = false;
    site.start(files);
    running = true;
    return site;
  }

  function runningSite(): Site {
    return running && site !== null ? site : startedWith({});
  }

  const verbs: DjangoVerbs = {
    boot: (base) =>
      outcomeOf(async () => {
        site = createSite(await bootRuntime(source, owner.step), base);
        return null;
      }),
    write: (files) =>
      codeOutcome(() => {
        startedWith(files);
        return null;
      }),
    // The work is left to the next verb: a write would start the site anew anyway.
    reset: () =>
      outcomeOf(() => {
        running = false;
        return null;
      }),
    request: (request) => codeOutcome(() => runningSite().request(request)),
    manage: (args) => codeOutcome(() => runningSite().manage(args)),
  };
  const owner = createBirpc<BootEvents, DjangoVerbs>(verbs, {
    post: door.post,
    on: door.onMessage,
    eventNames: ['step'],
  });
}

/** The outcome of running learner code: what Python raised is the learner's fault, not the interpreter's. */
function codeOutcome<Value>(action: () => Value): ReturnType<typeof outcomeOf<Value>> {
  return outcomeOf(() => {
    try {
      return action();
    } catch (error) {
      if (error instanceof PythonFailure) throw new SandboxError({ kind: 'code', ...error.error });
      throw error;
    }
  });
}
