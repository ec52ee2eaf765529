import { useStore } from '@nanostores/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { onTurn } from '../site/intent/turn.ts';
import { ActionBar } from './ActionBar.tsx';
import { probeAbilities } from './abilities.ts';
import { EditorPane } from './EditorPane.tsx';
import { ExerciseSwitcher } from './ExerciseSwitcher.tsx';
import { InlineCode } from './InlineCode.tsx';
import { type Abilities, missingAbilities } from './missing.ts';
import { PanelArea } from './PanelArea.tsx';
import { followLinks } from './routing.ts';
import { SandboxNotice } from './SandboxNotice.tsx';
import { createSession } from './session.ts';
import type { ExerciseView } from './view.ts';

interface Props {
  readonly lesson: { readonly url: string; readonly title: string };
  readonly exercises: readonly [ExerciseView, ...ExerciseView[]];
  /** The exercise that the page's address names. */
  readonly selected: string | null;
}

/** Everything from the task to the verdict. Rendered by the build, alive once its script is there. */
export function Workbench({ lesson, exercises, selected }: Props) {
  const [session] = useState(() => createSession(exercises, selected));
  const [alive, setAlive] = useState(false);
  const [abilities, setAbilities] = useState<Abilities | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const attempt = session.attemptOf(useStore(session.$selected));
  const { exercise } = attempt;
  const missing = abilities && missingAbilities(exercise.track, abilities);

  useEffect(() => {
    void probeAbilities().then(setAbilities);
    setAlive(true);
    void session.isolate();
    const stop = followLinks(session, lesson);
    const leave = (): void => session.save();
    window.addEventListener('pagehide', leave);
    return () => {
      stop();
      window.removeEventListener('pagehide', leave);
    };
  }, [session, lesson]);

  useEffect(() => {
    const leaving = new AbortController();
    session.warm(selected === null ? 'opened-a-lesson' : 'opened-an-exercise');
    if (body.current) onTurn(body.current, () => session.warm('turned-to-the-workbench'), leaving.signal);
    return () => leaving.abort();
  }, [session, selected]);

  useEffect(() => attempt.follow(), [attempt]);

  return (
    <div class="workbench-body" data-alive={alive} ref={body}>
      <ExerciseSwitcher session={session} selected={exercise.id} alive={alive} />
      <div class="task">
        <p>
          <InlineCode text={exercise.task} />
        </p>
        {missing !== null && (
          <p class="notice bad" role="alert">
            {missing}
          </p>
        )}
      </div>
      <div class="work">
        <EditorPane session={session} attempt={attempt} alive={alive} />
        <split-handle
          name="results"
          axis="y"
          min={20}
          max={85}
          initial={58}
          label="Resize the editor and the results"
        />
        <div class="verdicts">
          <ActionBar session={session} attempt={attempt} alive={alive} missing={missing} />
          <SandboxNotice session={session} attempt={attempt} alive={alive} />
          <PanelArea session={session} attempt={attempt} />
        </div>
      </div>
      <Announcer session={session} />
    </div>
  );
}

/** Persistent, so that screen readers know the region before anything is said in it. */
function Announcer({ session }: { readonly session: ReturnType<typeof createSession> }) {
  const text = useStore(session.$announcement);
  return (
    <div class="visually-hidden" role="status" aria-live="polite" data-announcer>
      {text}
    </div>
  );
}
