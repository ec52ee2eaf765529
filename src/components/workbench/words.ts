/** The sandbox's state and the browser's lacks, in words. */
import type { SandboxState } from '../../sandbox/protocol.ts';

export interface StateWords {
  readonly tone: 'quiet' | 'busy' | 'good' | 'bad';
  readonly text: string;
}

export function describeState(state: SandboxState): StateWords {
  switch (state.phase) {
    case 'idle':
      return { tone: 'quiet', text: 'Sandbox not started' };
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

/** What the browser was found able to do. */
export interface Abilities {
  readonly moduleWorkers: boolean;
  readonly webAssembly: boolean;
}

/** One sentence that says what is missing, where, and what to do; null when nothing is. */
export function missingAbilities({ moduleWorkers, webAssembly }: Abilities): string | null {
  const missing = [moduleWorkers ? [] : ['module Workers'], webAssembly ? [] : ['WebAssembly']].flat();
  if (missing.length === 0) return null;
  return (
    `This browser has no ${missing.join(' and no ')}, which the sandbox below runs on, so exercises can be read here but not checked: ` +
    'open this page in a current Chrome, Edge, Firefox or Safari, with nothing of it switched off.'
  );
}
