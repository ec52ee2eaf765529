import { useStore } from '@nanostores/preact';
import { useEffect, useState } from 'preact/hooks';
import { layerName } from '../../stack/layer-name.ts';
import { AsText } from './AsText.tsx';
import type { Diagram } from './diagram.ts';
import { Onion } from './Onion.tsx';
import { Outcome } from './Outcome.tsx';
import { RealDjango } from './RealDjango.tsx';
import { StackList } from './StackList.tsx';
import { Timeline } from './Timeline.tsx';
import { Transport } from './Transport.tsx';

export type View = 'stack' | 'onion' | 'timeline';

interface Props {
  readonly diagram: Diagram;
  readonly show: readonly View[];
  readonly caption?: string | undefined;
}

/** Lays out a diagram's views, whoever owns its state. */
export function DiagramBody({ diagram, show, caption }: Props) {
  const played = useStore(diagram.$played);
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const { request, middleware } = played.stack;
  const asked = `${request.method} ${request.path}`;
  const layers = middleware.map(layerName).join(', ') || 'no middleware';
  return (
    <figure
      class="diagram"
      data-alive={alive}
      data-views={show.join(' ')}
      aria-label={`${asked} through ${layers}`}
    >
      <div class="diagram-head">
        <code>{asked}</code>
        <span>
          {played.ok && played.source === 'django' ? 'Ran on Django 5.2' : 'Played by a model of Django 5.2'}
        </span>
      </div>
      {show.includes('stack') && <StackList diagram={diagram} alive={alive} />}
      {played.ok ? (
        <div class="diagram-views">
          {show.includes('onion') && <Onion diagram={diagram} played={played} />}
          {show.includes('timeline') && <Timeline diagram={diagram} played={played} />}
          <Transport diagram={diagram} alive={alive} />
          <Outcome diagram={diagram} played={played} />
        </div>
      ) : (
        <p class="notice bad">{played.problem}</p>
      )}
      <div class="diagram-more">
        {played.ok && <AsText diagram={diagram} played={played} />}
        <RealDjango diagram={diagram} played={played} alive={alive} />
      </div>
      {caption !== undefined && <figcaption>{caption}</figcaption>}
      <Announcer diagram={diagram} />
    </figure>
  );
}

/** Persistent, so that screen readers know the region before anything is said in it. */
function Announcer({ diagram }: Pick<Props, 'diagram'>) {
  const text = useStore(diagram.$announcement);
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}
