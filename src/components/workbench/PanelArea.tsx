import { useStore } from '@nanostores/preact';
import { atom } from 'nanostores';
import type { Server } from '../../sandbox/container/workspace.ts';
import type { Attempt } from './attempt.ts';
import { Hints } from './Hints.tsx';
import { Results } from './Results.tsx';
import type { Panel, Session } from './session.ts';
import { useTracePanel } from './use-trace-panel.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
}

const labels: Readonly<Record<Panel, string>> = {
  results: 'Results',
  trace: 'Trace',
  hints: 'Hints',
  terminal: 'Terminal',
  output: 'Output',
  preview: 'Preview',
};

const $none = atom<readonly Server[]>([]);

/** They fill the panel, and have what the keyboard needs to reach in them. */
const filling: readonly Panel[] = ['terminal', 'output', 'preview'];

/**
 * Below the editor: the results, the traces on the Django track, the hints once one was asked for, and what shows the
 * container where one is used.
 */
export function PanelArea({ session, attempt }: Props) {
  const hints = useStore(attempt.$hints);
  const chosen = useStore(session.$panel);
  const used = useStore(session.$bench);
  const bench = attempt.exercise.track === 'rebuild' ? used : null;
  const serving = useStore(bench?.$servers ?? $none).length > 0;
  const panels: readonly Panel[] = [
    'results',
    // The Rebuild track has no Django to trace.
    ...(attempt.exercise.track === 'django' ? (['trace'] as const) : []),
    ...(hints > 0 ? (['hints'] as const) : []),
    ...(bench === null ? [] : (['terminal', 'output'] as const)),
    ...(bench !== null && serving ? (['preview'] as const) : []),
  ];
  const panel: Panel = panels.includes(chosen) ? chosen : 'results';

  function move(event: KeyboardEvent): void {
    const here = panels.indexOf(panel);
    const to = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: -1 }[event.key];
    const next = to === undefined ? undefined : panels.at(to % panels.length);
    if (next === undefined) return;
    event.preventDefault();
    session.$panel.set(next);
    document.getElementById(`tab-${next}`)?.focus();
  }

  return (
    <>
      {panels.length > 1 && (
        <div class="panel-tabs" role="tablist" aria-label="Below the editor" onKeyDown={move}>
          {panels.map((name) => (
            <button
              type="button"
              role="tab"
              key={name}
              id={`tab-${name}`}
              aria-selected={panel === name}
              aria-controls="panel"
              tabIndex={panel === name ? 0 : -1}
              onClick={() => session.$panel.set(name)}
            >
              {name === 'hints' ? `Hints (${hints})` : labels[name]}
            </button>
          ))}
        </div>
      )}
      <section
        class={filling.includes(panel) ? 'panel filled' : 'panel'}
        id="panel"
        // It scrolls, so the keyboard must reach it.
        tabIndex={filling.includes(panel) ? undefined : 0}
        role={panels.length > 1 ? 'tabpanel' : undefined}
        aria-label={labels[panel]}
      >
        {panel === 'results' && <Results session={session} attempt={attempt} />}
        {panel === 'trace' && <Trace session={session} attempt={attempt} />}
        {panel === 'hints' && <Hints attempt={attempt} />}
        {bench !== null && panel === 'terminal' && <bench.views.TerminalPanel bench={bench} />}
        {bench !== null && panel === 'output' && <bench.views.OutputPanel bench={bench} />}
        {bench !== null && panel === 'preview' && <bench.views.PreviewPanel bench={bench} />}
      </section>
    </>
  );
}

function Trace(props: Props) {
  const Program = useTracePanel();
  if (Program === 'failed') {
    return (
      <p class="notice bad">
        The trace view could not be loaded. Look at your connection and reload the page.
      </p>
    );
  }
  return Program === null ? <p class="aside">Loading the trace view.</p> : <Program {...props} />;
}
