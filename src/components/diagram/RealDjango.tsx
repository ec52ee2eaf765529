import { useStore } from '@nanostores/preact';
import type { Diagram } from './diagram.ts';
import type { Played } from './played.ts';
import { SideBySide } from './SideBySide.tsx';

interface Props {
  readonly diagram: Diagram;
  readonly played: Played;
  readonly alive: boolean;
}

/** The way from the picture to the proof: the same stack on real Django, and both traces beside each other. */
export function RealDjango({ diagram, played, alive }: Props) {
  const state = useStore(diagram.real.$state);
  if (played.ok && played.source === 'django') return null;
  return (
    <div class="diagram-real" data-real={state.phase}>
      {state.phase === 'running' ? (
        <p class="real-progress">
          <span role="status">
            <i aria-hidden="true" />
            {state.step}
          </span>
          <button type="button" class="button quiet" onClick={diagram.real.cancel}>
            Cancel
          </button>
        </p>
      ) : (
        <button
          type="button"
          class="button"
          disabled={!alive}
          onClick={() => void diagram.runOnDjango()}
          data-run-on-django
        >
          {state.phase === 'done' ? 'Run it on real Django again' : 'Run it on real Django'}
        </button>
      )}
      {state.phase === 'failed' && (
        <p class="notice bad" role="alert">
          Real Django could not run it. {state.reason}
        </p>
      )}
      {state.phase === 'done' && <SideBySide ours={played.ok ? played.run : null} real={state.run} />}
    </div>
  );
}
