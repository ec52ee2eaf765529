import { useStore } from '@nanostores/preact';
import { useEffect, useState } from 'preact/hooks';
import { DiagramBody } from '../diagram/DiagramBody.tsx';
import { mayMove } from '../diagram/motion.ts';
import { createSandboxes } from '../workbench/sandboxes.ts';
import { AddLayer } from './AddLayer.tsx';
import { CodeView } from './CodeView.tsx';
import { $draft } from './draft.ts';
import { LayerList } from './LayerList.tsx';
import { createPlayground, type Playground } from './playground.ts';
import { RequestForm } from './RequestForm.tsx';
import { ShareBar } from './ShareBar.tsx';
import { Warnings } from './Warnings.tsx';

/** The whole playground. Rendered by the build with the stack it begins with; alive once its script is there. */
export function PlaygroundPage() {
  const [playground] = useState(() => createPlayground({ sandboxes: createSandboxes(), $draft, mayMove }));
  const [open, setOpen] = useState<string | null>(null);
  const [alive, setAlive] = useState(false);

  useEffect(() => {
    playground.arrive(location.hash);
    setAlive(true);
    const arrive = (): void => playground.arrive(location.hash);
    window.addEventListener('hashchange', arrive);
    window.addEventListener('pagehide', playground.save);
    return () => {
      window.removeEventListener('hashchange', arrive);
      window.removeEventListener('pagehide', playground.save);
      playground.dispose();
    };
  }, [playground]);

  const edited = useStore(playground.$edited);
  return (
    <div class="playground" data-alive={alive}>
      <ShareBar playground={playground} />
      <Arrival playground={playground} />
      <div class="columns">
        <div class="builder">
          {edited && (
            <div class="notice">
              <p>You have edited the code, so the forms rest: what you wrote says more than they can.</p>
              <button type="button" class="button" onClick={playground.discardEdits}>
                Discard my edits
              </button>
            </div>
          )}
          <fieldset disabled={!alive || edited}>
            <legend class="visually-hidden">The stack</legend>
            <LayerList playground={playground} open={open} onOpen={setOpen} />
            <Warnings playground={playground} />
            <AddLayer playground={playground} onAdded={setOpen} />
          </fieldset>
        </div>
        <div class="builder sent">
          <fieldset disabled={!alive || edited}>
            <legend class="visually-hidden">The request and the view</legend>
            <RequestForm playground={playground} />
          </fieldset>
        </div>
        <Stage playground={playground} edited={edited} alive={alive} />
      </div>
      <Announcer playground={playground} />
    </div>
  );
}

interface StageProps {
  readonly playground: Playground;
  readonly edited: boolean;
  readonly alive: boolean;
}

const tabs = [
  ['watch', 'Watch'],
  ['code', 'Code'],
] as const;

/** The picture, or the Python. */
function Stage({ playground, edited, alive }: StageProps) {
  const [tab, setTab] = useState<'watch' | 'code'>('watch');
  // Code that came by a link or from the draft is what its reader wants to see.
  useEffect(() => {
    if (edited) setTab('code');
  }, [edited]);

  function move(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const next = tab === 'watch' ? 'code' : 'watch';
    setTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  }

  return (
    <section class="stage" aria-label="What happens">
      <div class="panel-tabs" role="tablist" aria-label="What happens" onKeyDown={move}>
        {tabs.map(([name, label]) => (
          <button
            type="button"
            role="tab"
            key={name}
            id={`tab-${name}`}
            aria-selected={tab === name}
            aria-controls="stage"
            tabIndex={tab === name ? 0 : -1}
            disabled={!alive}
            onClick={() => setTab(name)}
          >
            {label}
          </button>
        ))}
      </div>
      <div id="stage" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'watch' && edited && (
          <p class="notice">
            This is the stack of the forms. Your edited code runs on real Django alone: run it under Code.
          </p>
        )}
        {tab === 'watch' && <DiagramBody diagram={playground.diagram} show={['onion', 'timeline']} />}
        {tab === 'code' && <CodeView playground={playground} />}
      </div>
    </section>
  );
}

/** What came by a link, or why nothing did. */
function Arrival({ playground }: { readonly playground: Playground }) {
  const notice = useStore(playground.$notice);
  if (notice === null) return null;
  if (notice.kind === 'bad-link') {
    return (
      <div class="notice bad" role="alert">
        <p>{notice.problem} This is the stack that everybody begins with.</p>
      </div>
    );
  }
  return (
    <div class="notice" role="status">
      <p>This stack came by a link.{notice.hasDraft && ' Yours is kept until you change something here.'}</p>
      {notice.hasDraft && (
        <button type="button" class="button" onClick={playground.openDraft}>
          Open mine
        </button>
      )}
    </div>
  );
}

/** Persistent, so that screen readers know the region before anything is said in it. */
function Announcer({ playground }: { readonly playground: Playground }) {
  const text = useStore(playground.$announcement);
  return (
    <div class="visually-hidden" role="status" aria-live="polite" data-announcer>
      {text}
    </div>
  );
}
