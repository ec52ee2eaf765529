/** The sandbox's state in words: a few for the status, a few sentences for who wants to know more. */
import type { SandboxState } from '../../sandbox/protocol.ts';

export interface StateWords {
  readonly tone: 'quiet' | 'busy' | 'good' | 'bad';
  readonly text: string;
}

/** What keeps a sandbox from starting. */
export interface Hindrance {
  /** The sentence of `missingAbilities`. */
  readonly missing?: string | null;
  /** The clause of `reasonToWait`. */
  readonly wait?: string | null;
}

export function describeState(state: SandboxState, { missing, wait }: Hindrance = {}): StateWords {
  if (missing) return { tone: 'bad', text: 'Sandbox can’t run here' };
  switch (state.phase) {
    case 'idle':
      return { tone: 'quiet', text: wait ? `Sandbox starts with Check: ${wait}` : 'Sandbox not started' };
    case 'booting':
      return { tone: 'busy', text: `Starting: ${lowerFirst(state.step)}` };
    case 'ready':
      return { tone: 'good', text: 'Sandbox ready' };
    case 'running':
      return { tone: 'busy', text: running(state.finished, state.total) };
    case 'failed':
      return { tone: 'bad', text: 'Sandbox failed' };
  }
}

function running(finished: number, total: number | null): string {
  return total === null ? 'Loading the tests' : `Running: ${finished} of ${total} done`;
}

/** `Loading Python` → `loading Python`, but `HTTP …` stays. */
function lowerFirst(text: string): string {
  return /^[A-Z][^A-Z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
