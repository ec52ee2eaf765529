import { useStore } from '@nanostores/preact';
import type { CSSProperties } from 'preact';
import type { CoreFrame } from './core-frame.ts';
import type { Diagram } from './diagram.ts';
import { type Frame, frameAt } from './frame.ts';
import type { PlayedRun } from './played.ts';
import type { RingFrame } from './ring-frame.ts';
import type { Place } from './steps.ts';

interface Props {
  readonly diagram: Diagram;
  readonly played: PlayedRun;
}

/** With more rings than this, their names have to be short. */
const CROWDED = 4;

/** The layers as rings, the first outermost: the request walks in on the left, the response comes out on the right. */
export function Onion({ diagram, played }: Props) {
  const steps = useStore(diagram.$steps);
  const step = useStore(diagram.$step);
  const { middleware } = played.stack;
  const unused = new Set(
    played.run.startUp.flatMap((event) => (event.kind === 'layer-not-used' ? [event.layer] : [])),
  );
  const frame = frameAt(steps, step, middleware, unused);
  const { rings, core, coreStatus, marker } = frame;
  const coreReached = core.some(({ state }) => state !== 'waiting' && state !== 'never');
  return (
    // The text list and the live region say the same in words.
    <div
      class={rings.length > CROWDED ? 'onion crowded' : 'onion'}
      aria-hidden="true"
      style={{ '--rings': rings.length, '--core-rows': core.length } as CSSProperties}
    >
      <p class="onion-ends">
        <span>request</span>
        <span>response</span>
      </p>
      {rings.map((ring, index) => (
        <Ring key={index} ring={ring} index={index} />
      ))}
      <div class={`onion-core ${coreReached ? 'reached' : ''}`}>
        {core.map((part) => (
          <CorePart key={part.part} part={part} />
        ))}
      </div>
      <Ways frame={frame} />
      {rings.map(({ status }, index) =>
        status === null ? null : <Badge key={index} status={status} ring={index} />,
      )}
      {coreStatus !== null && <Badge status={coreStatus} ring={rings.length} />}
      {marker !== null && <i class={`onion-marker ${marker.way}`} style={rowOf(marker.place, frame)} />}
    </div>
  );
}

function Ring({ ring, index }: { readonly ring: RingFrame; readonly index: number }) {
  return (
    <div
      class={`onion-ring ${ring.state} ${ring.current ? 'current' : ''}`}
      style={{ '--depth': index } as CSSProperties}
      data-ring={ring.name}
    >
      <div class="onion-label">
        <RingName name={ring.name} />
        {ring.notes.length > 0 && <span>{ring.notes.join('; ')}</span>}
      </div>
    </div>
  );
}

/** "Middleware" says nothing in a ring; the style sheet leaves it away where there is no room for it. */
function RingName({ name }: { readonly name: string }) {
  const [, stem, suffix] = /^(.+?)(Middleware)?$/.exec(name) ?? [];
  return (
    <b>
      {stem}
      {suffix && <i>{suffix}</i>}
    </b>
  );
}

function CorePart({ part }: { readonly part: CoreFrame }) {
  return (
    <div class={`onion-part ${part.state} ${part.current ? 'current' : ''}`}>
      <b>{part.label}</b>
      {part.detail !== '' && <span>{part.detail}</span>}
    </div>
  );
}

/** The two ways and the turn between them; what has been walked is drawn strong. */
function Ways({ frame }: { readonly frame: Frame }) {
  const { marker, turn } = frame;
  const place: Place = marker?.place ?? { at: 'outside' };
  const out = marker?.way === 'out';
  return (
    <>
      <i class="onion-way" style={rowOf(turn, frame)} />
      {marker !== null && (
        <i class={`onion-way walked in ${out ? 'turned' : ''}`} style={rowOf(out ? turn : place, frame)} />
      )}
      {out && (
        <i
          class="onion-way walked out"
          style={{ ...rowOf(turn, frame), ...prefixed(rowOf(place, frame)) } as CSSProperties}
        />
      )}
    </>
  );
}

/** What came out of a ring, written on its border. */
function Badge({ status, ring }: { readonly status: number; readonly ring: number }) {
  return (
    <span
      class={status >= 400 ? 'onion-status bad' : 'onion-status'}
      style={{ '--r': ring, '--c': 0 } as CSSProperties}
    >
      {status}
    </span>
  );
}

/** How many ring rows and core rows lie above the middle of a place: the style sheet knows how high they are. */
function rowOf(place: Place, frame: Frame): CSSProperties {
  const row =
    place.at === 'outside'
      ? { '--r': -0.38, '--c': 0 }
      : place.at === 'layer'
        ? { '--r': place.layer + 0.5, '--c': 0 }
        : {
            '--r': frame.rings.length,
            '--c': frame.core.findIndex(({ part }) => part === place.part) + 0.5,
          };
  return row as CSSProperties;
}

function prefixed(style: CSSProperties): CSSProperties {
  return Object.fromEntries(
    Object.entries(style).map(([name, value]) => [name.replace('--', '--to-'), value]),
  ) as CSSProperties;
}
