import type { Ladder, SandboxKind } from './ladder.ts';
import { chosenOf, describeOffer, sandboxNames } from './ladder-words.ts';
import type { Session } from './session.ts';

interface Props {
  readonly session: Session;
  readonly ladder: Ladder;
}

const kinds: readonly SandboxKind[] = ['embedded', 'container'];

/** Lets the learner choose where their TypeScript runs. Remembered, for every exercise. */
export function SandboxChoice({ session, ladder }: Props) {
  const chosen = chosenOf(ladder);

  function choose(kind: SandboxKind): void {
    session.choose(kind);
    void session.isolate();
  }

  return (
    <fieldset class="sandbox-choice">
      <legend>Run it in</legend>
      {kinds.map((kind) => (
        <label key={kind}>
          <input
            type="radio"
            name="sandbox"
            value={kind}
            checked={chosen === kind}
            aria-describedby={`about-${kind}`}
            onChange={() => choose(kind)}
          />
          <span>{sandboxNames[kind]}</span>
          <small id={`about-${kind}`}>{describeOffer(kind, ladder)}</small>
        </label>
      ))}
    </fieldset>
  );
}
