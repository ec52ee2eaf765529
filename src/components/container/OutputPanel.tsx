import { Eraser } from 'lucide-preact';
import type { Bench } from './bench.ts';
import { ScreenView } from './ScreenView.tsx';

interface Props {
  readonly bench: Bench;
}

/** What npm and Vitest print while they install and check, as they print it. */
export function OutputPanel({ bench }: Props) {
  return (
    <div class="tool-panel">
      <div class="tool-bar" role="toolbar" aria-label="Output">
        <span class="tool-note">What npm and Vitest print when your code is checked.</span>
        <button type="button" class="button quiet" onClick={bench.outputScreen.clear}>
          <Eraser size={14} aria-hidden="true" />
          Clear
        </button>
      </div>
      <ScreenView screen={bench.outputScreen} />
    </div>
  );
}
