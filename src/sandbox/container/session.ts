import { SandboxError } from '../outcome.ts';
import type { Container } from './api.ts';
import { openProjectFolder, type ProjectFolder } from './project-folder.ts';

/** One booted container, as long as it lives. */
export interface Session {
  readonly container: Container;
  readonly folder: ProjectFolder;
  /** Aborted when it ends. Its promises may then stay pending for ever, so nothing waits for them without it. */
  readonly gone: AbortSignal;
  /** The exercise whose project lies in it. */
  exercise: string | null;
  /** The lock whose packages are installed. */
  installed: string | null;
  end(reason: SandboxError): void;
}

/** @param onEnd told once, whoever ended it; the container is for its owner to tear down */
export function openSession(container: Container, onEnd: (session: Session) => void): Session {
  const life = new AbortController();
  const session: Session = {
    container,
    folder: openProjectFolder(container),
    gone: life.signal,
    exercise: null,
    installed: null,
    end(reason) {
      if (life.signal.aborted) return;
      life.abort(reason);
      onEnd(session);
    },
  };
  container.on('error', ({ message }) =>
    session.end(new SandboxError({ kind: 'crash', detail: `the container says "${message}"` })),
  );
  return session;
}
