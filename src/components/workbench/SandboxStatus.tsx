import { useStore } from '@nanostores/preact';
import { ChevronDown } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { BootReport, SandboxState, Track } from '../../sandbox/protocol.ts';
import type { Attempt } from './attempt.ts';
import { describeSandbox } from './describe-sandbox.ts';
import { affordsSpare, readMachine, reasonToWait } from './intent.ts';
import { SandboxChoice } from './SandboxChoice.tsx';
import type { Session } from './session.ts';
import { keepingOf, notKept, probeStorage } from './storage.ts';
import { describeState } from './words.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
  readonly alive: boolean;
  /** The sentence of `missingAbilities`. */
  readonly missing: string | null;
}

const savings = { saved: 'Draft saved', waiting: 'Saving the draft', refused: 'Draft not saved' } as const;

/** What the sandbox is doing, and whether the draft is safe, in words; a press tells more. */
export function SandboxStatus({ session, attempt, alive, missing }: Props) {
  const { track } = attempt.exercise;
  const state = useStore(session.sandboxes.state(track));
  const boot = useLastBoot(track, state);
  const saving = useStore(attempt.$saving);
  const touched = useStore(attempt.$touched, { ssr: 'initial' });
  // The build knows nothing of the machine.
  const [stored, setStored] = useState<ReturnType<typeof probeStorage>>('kept');
  useEffect(() => {
    if (saving === 'refused') setStored(probeStorage());
  }, [saving]);
  const machine = alive ? readMachine() : null;
  const wait = machine && reasonToWait(machine);
  const drafts = keepingOf(stored, saving);
  const ladder = useStore(session.$ladder);
  // The build knows no more of the page than of the machine.
  const choice = alive && track === 'rebuild' && missing === null && ladder.others.length > 0 ? ladder : null;
  const { tone, text } = describeState(state, { missing, wait });

  return (
    <div class="status">
      {(touched || saving !== 'saved') && (
        <span
          class={saving === 'refused' ? 'bad' : 'quiet'}
          title={saving === 'refused' ? notKept[drafts === 'kept' ? 'full' : drafts] : undefined}
        >
          {savings[saving]}
        </span>
      )}
      <button type="button" class={tone} data-sandbox={tone} popovertarget="about-sandbox">
        <i aria-hidden="true" />
        {text}
        <ChevronDown size={13} aria-hidden="true" />
      </button>
      {/* Right behind its button, for whoever reads on from there. */}
      <section
        id="about-sandbox"
        class="about-sandbox"
        aria-label="About the sandbox"
        popover="auto"
        onBeforeToggle={({ newState }) => newState === 'open' && setStored(probeStorage())}
      >
        {describeSandbox({
          track,
          state,
          boot,
          spare: machine === null || affordsSpare(machine),
          drafts,
          missing,
          wait,
          ladder: choice,
        }).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {choice !== null && <SandboxChoice session={session} ladder={choice} />}
      </section>
    </div>
  );
}

/** A sandbox says how it came up when it is ready, and it isn't while it runs. */
function useLastBoot(track: Track, state: SandboxState): BootReport | null {
  const boots = useRef<Partial<Record<Track, BootReport>>>({});
  if (state.phase === 'ready' && state.boot !== undefined) boots.current[track] = state.boot;
  return boots.current[track] ?? null;
}
