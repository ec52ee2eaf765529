/** What the workbench says of the sandbox to whoever asks. */
import type { BootReport, SandboxState, Track } from '../../sandbox/protocol.ts';
import type { Ladder } from './ladder.ts';
import { type Keeping, notKept } from './storage.ts';
import { DJANGO_VERSION, PYTHON_VERSION } from './versions.ts';
import type { Hindrance } from './words.ts';

export interface SandboxFacts extends Hindrance {
  readonly track: Track;
  readonly state: SandboxState;
  /** How the interpreter came up, as far as it has been told. */
  readonly boot: BootReport | null;
  /** Whether this machine may hold a second interpreter. */
  readonly spare: boolean;
  readonly drafts: Keeping;
  /** Which sandbox the Rebuild track runs in; null where there is no choice. */
  readonly ladder?: Ladder | null;
}

/** How the sandbox started, what runs in it, what stands by and where drafts are kept: a few plain sentences. */
export function describeSandbox(facts: SandboxFacts): readonly string[] {
  return [
    start(facts),
    ...(facts.missing ? [] : [contents(facts), reason(facts), spareWords(facts)]),
    draftWords(facts),
  ].filter((sentence) => sentence !== null);
}

function start({ missing, state, wait, boot, track, ladder }: SandboxFacts): string {
  if (missing) return missing;
  switch (state.phase) {
    case 'idle':
      return wait
        ? `The sandbox starts with Check, and nothing is loaded before: ${wait}.`
        : 'The sandbox has not started yet: it starts when you turn to it.';
    case 'booting':
      return 'The sandbox is starting.';
    case 'failed':
      return `The sandbox failed: ${state.reason}`;
    default:
      if (track === 'django') return started(boot);
      return ladder?.use === 'container'
        ? 'The WebContainer is ready: a Node machine inside this page.'
        : 'The sandbox is ready: a worker of this page.';
  }
}

function started(boot: BootReport | null): string {
  if (boot === null) return 'The sandbox is ready.';
  if (boot.from === 'snapshot')
    return 'It started from a snapshot: memory in which Django was ready already.';
  const because = boot.because === undefined ? '' : `, because ${boot.because}`;
  return `It started from scratch${because}. That takes some seconds longer than from a snapshot.`;
}

function contents({ track, ladder }: SandboxFacts): string {
  if (track === 'django') {
    return `Your code runs on Python ${PYTHON_VERSION} and Django ${DJANGO_VERSION}, here in your browser.`;
  }
  return ladder?.use === 'container'
    ? 'Your exercise is a Node project in it, and Vitest checks it there, here in your browser.'
    : 'Your TypeScript runs as it is, without its types, here in your browser.';
}

function reason({ track, ladder }: SandboxFacts): string | null {
  if (track === 'django' || !ladder) return null;
  return `${ladder.use === 'container' ? 'The WebContainer is used' : 'This page’s own sandbox is used'}: ${ladder.because}.`;
}

function spareWords({ track, spare, state }: SandboxFacts): string | null {
  if (track !== 'django') return null;
  if (!spare)
    return 'This machine has little memory, so no second interpreter stands by: after a runaway a new one starts.';
  return state.phase === 'ready' || state.phase === 'running'
    ? 'A second interpreter stands by, for when the first has to be stopped.'
    : null;
}

function draftWords({ drafts }: SandboxFacts): string {
  return drafts === 'kept' ? 'Your drafts are kept in this browser, and nowhere else.' : notKept[drafts];
}
