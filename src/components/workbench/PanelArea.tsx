import { useStore } from '@nanostores/preact';
import type { Attempt } from './attempt.ts';
import { Hints } from './Hints.tsx';
import { Results } from './Results.tsx';
import type { Panel, Session } from './session.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
}

/** Below the editor: the results, and the hints once one was asked for. */
export function PanelArea({ session, attempt }: Props) {
  const hints = useStore(attempt.$hints);
  const chosen = useStore(session.$panel);
  const panel: Panel = hints === 0 ? 'results' : chosen;
  const tab = (name: Panel, label: string) => (
    <button
      type="button"
      role="tab"
      id={`tab-${name}`}
      aria-selected={panel === name}
      aria-controls="panel"
      tabIndex={panel === name ? 0 : -1}
      onClick={() => session.$panel.set(name)}
    >
      {label}
    </button>
  );
  function move(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const next: Panel = panel === 'results' ? 'hints' : 'results';
    session.$panel.set(next);
    document.getElementById(`tab-${next}`)?.focus();
  }
  return (
    <>
      {hints > 0 && (
        <div class="panel-tabs" role="tablist" aria-label="Below the editor" onKeyDown={move}>
          {tab('results', 'Results')}
          {tab('hints', `Hints (${hints})`)}
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section class="panel" id="panel" tabIndex={0} aria-label={panel === 'hints' ? 'Hints' : 'Results'}>
        {panel === 'hints' ? <Hints attempt={attempt} /> : <Results session={session} attempt={attempt} />}
      </section>
    </>
  );
}
