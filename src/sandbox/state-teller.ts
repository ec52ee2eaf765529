import { atom, type ReadableAtom } from 'nanostores';
import { describeFault, isLearnersFault, SandboxError } from './outcome.ts';
import type { SandboxState } from './protocol.ts';

/** How often progress is told, in milliseconds. Painting it takes time from the very threads that make it. */
const PROGRESS_EVERY = 100;

/** Tells what a sandbox is doing. */
export interface StateTeller {
  readonly state: ReadableAtom<SandboxState>;
  step(step: string): void;
  /** A check begins: nothing is known of its length. */
  begin(total: number | null): void;
  /** So far has the check come; it is told now and then. */
  progress(finished: number, total: number): void;
  /** The check is over: its progress is nobody's any more. */
  end(): void;
  /**
   * Does `action`, and tells how the sandbox is afterwards: ready, unless it failed by no fault of the learner's. While
   * other work goes on, that is for the last of it to tell.
   * @param calledOff whether what was thrown only says that nobody wants it any more
   */
  whileWorking<Value>(action: () => Promise<Value>, calledOff?: (error: unknown) => boolean): Promise<Value>;
}

/** @param ready how the sandbox is when it does nothing */
export function createStateTeller(ready: () => SandboxState): StateTeller {
  const state = atom<SandboxState>({ phase: 'idle' });
  /** How far the check has come, and whether a timer will say so. */
  let come: Extract<SandboxState, { phase: 'running' }> | null = null;
  let telling = false;
  let atWork = 0;

  return {
    state,
    step: (step) => state.set({ phase: 'booting', step }),
    begin: (total) => state.set({ phase: 'running', finished: 0, total }),
    progress(finished, total) {
      come = { phase: 'running', finished, total };
      if (telling) return;
      telling = true;
      setTimeout(() => {
        telling = false;
        if (come !== null) state.set(come);
      }, PROGRESS_EVERY);
    },
    end() {
      come = null;
    },
    async whileWorking(action, calledOff = () => false) {
      atWork += 1;
      const rest = (): void => {
        if (atWork === 0) state.set(ready());
      };
      try {
        const value = await action();
        atWork -= 1;
        rest();
        return value;
      } catch (error) {
        atWork -= 1;
        if (calledOff(error) || isLearners(error)) rest();
        else state.set(failedState(error));
        throw error;
      }
    },
  };
}

/** The learner's code did it, and the next call finds a sandbox that works. */
function isLearners(error: unknown): boolean {
  return error instanceof SandboxError && isLearnersFault(error.fault);
}

function failedState(error: unknown): SandboxState {
  const reason = error instanceof SandboxError ? describeFault(error.fault) : String(error);
  return {
    phase: 'failed',
    reason,
    remedy: 'Try again. If it happens again, reload the page: what you wrote is kept.',
  };
}
