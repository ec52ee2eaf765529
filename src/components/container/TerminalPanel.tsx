import { useStore } from '@nanostores/preact';
import { Eye, Play, Square } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import type { Bench } from './bench.ts';
import { ScreenView } from './ScreenView.tsx';
import { TEST_COMMAND, WATCH_COMMAND } from './shell.ts';

interface Props {
  readonly bench: Bench;
}

/** A shell in the project, and the commands that everybody needs. */
export function TerminalPanel({ bench }: Props) {
  const { shell, terminalScreen } = bench;
  const watching = useStore(shell.$watching);
  useEffect(() => shell.open(), [shell]);

  const withFocus = (action: () => void) => () => {
    action();
    void terminalScreen.load().then((screen) => screen.focus());
  };

  return (
    <div class="tool-panel">
      <div class="tool-bar" role="toolbar" aria-label="Terminal">
        <button
          type="button"
          class="button quiet"
          disabled={watching}
          title={TEST_COMMAND}
          onClick={withFocus(() => shell.run(TEST_COMMAND))}
        >
          <Play size={14} aria-hidden="true" />
          Run my tests
        </button>
        {watching ? (
          <button type="button" class="button quiet" title="Ctrl+C" onClick={withFocus(shell.interrupt)}>
            <Square size={14} aria-hidden="true" />
            Stop watching
          </button>
        ) : (
          <button
            type="button"
            class="button quiet"
            title={WATCH_COMMAND}
            onClick={withFocus(shell.watchTests)}
          >
            <Eye size={14} aria-hidden="true" />
            Watch my tests
          </button>
        )}
        <span class="tool-note">
          <kbd>Tab</kbd> completes, <kbd>Shift+Tab</kbd> leaves.
        </span>
      </div>
      <ScreenView screen={terminalScreen} />
    </div>
  );
}
