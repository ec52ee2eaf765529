import { useStore } from '@nanostores/preact';
import type { CSSProperties } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Diagram } from './diagram.ts';
import type { PlayedRun } from './played.ts';
import { type Bar, type Lane, toTimeline } from './timeline.ts';

interface Props {
  readonly diagram: Diagram;
  readonly played: PlayedRun;
}

/** One lane for each layer, one column for each step: a bar is as long as the call it stands for. */
export function Timeline({ diagram, played }: Props) {
  const steps = useStore(diagram.$steps);
  const step = useStore(diagram.$step);
  const { columns, bands, lanes, legend } = toTimeline(steps, played.stack.middleware);

  const scroller = useRef<HTMLElement>(null);

  // A run may be wider than the page: the column of the moment stays in sight.
  useEffect(() => {
    const here = scroller.current?.querySelector<HTMLElement>('.timeline-column.here');
    if (!scroller.current || !here) return;
    const { scrollLeft, clientWidth, scrollWidth } = scroller.current;
    if (scrollWidth <= clientWidth) return;
    const middle = here.offsetLeft + here.offsetWidth / 2;
    if (middle < scrollLeft + clientWidth / 3 || middle > scrollLeft + clientWidth * 0.85)
      scroller.current.scrollLeft = middle - clientWidth / 2;
  });

  function seek(event: MouseEvent): void {
    const column = (event.target as Element).closest<HTMLElement>('[data-column]');
    if (column) diagram.seek(Number(column.dataset['column']) + 1);
  }

  return (
    <div class="timeline">
      <section
        ref={scroller}
        class="timeline-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard must reach it
        tabIndex={0}
        aria-label="Timeline; the same is below as text"
      >
        {/* For mice alone: the slider does the same for everyone. */}
        <div
          class="timeline-grid"
          aria-hidden="true"
          style={{ '--columns': columns } as CSSProperties}
          onClick={seek}
        >
          <span class="timeline-name" />
          {bands.map(({ phase, from, to }) => (
            <span
              key={from}
              class={`timeline-band ${phase}`}
              style={{ gridColumn: `${from + 2} / ${to + 3}` }}
            >
              {phase !== 'resolve' && <span>{phase}</span>}
            </span>
          ))}
          {lanes.map((lane, index) => (
            <LaneRow
              key={`${lane.name}-${index}`}
              lane={lane}
              row={index + 2}
              columns={columns}
              step={step}
            />
          ))}
          {steps.map(({ words }, column) => (
            <i
              key={column}
              class={column === step - 1 && step < columns ? 'timeline-column here' : 'timeline-column'}
              data-column={column}
              title={words}
              style={{ gridColumn: column + 2, gridRow: `1 / ${lanes.length + 2}` }}
            />
          ))}
        </div>
      </section>
      {legend.length > 0 && (
        <p class="timeline-legend" aria-hidden="true">
          {legend.map(([glyph, meaning]) => (
            <span key={glyph}>
              <b>{glyph}</b> {meaning}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

interface LaneProps {
  readonly lane: Lane;
  readonly row: number;
  readonly columns: number;
  readonly step: number;
}

function LaneRow({ lane, row, columns, step }: LaneProps) {
  const at = ({ from, to }: Pick<Bar, 'from' | 'to'>) => ({
    gridRow: row,
    gridColumn: `${from + 2} / ${to + 3}`,
  });
  const shown = ({ from }: Bar): string => (from < step ? '' : 'ahead');
  const idle = lane.kind === 'layer' && lane.bars.length === 0;
  return (
    <>
      <span class={`timeline-name ${lane.kind} ${idle ? 'idle' : ''}`} style={{ gridRow: row }}>
        {lane.name}
      </span>
      <i class="timeline-rule" style={at({ from: 0, to: columns - 1 })} />
      {lane.bars.map((bar) => (
        <i key={bar.from} class={`timeline-bar ${lane.kind} ahead`} style={at(bar)} />
      ))}
      {lane.bars
        .filter(({ from }) => from < step)
        .map((bar) => (
          <i
            key={bar.from}
            class={`timeline-bar ${lane.kind} ${bar.bad && bar.to < step ? 'bad' : ''}`}
            style={at({ from: bar.from, to: Math.min(bar.to, step - 1) })}
          />
        ))}
      {lane.boundaries.map((bar) => (
        <i key={bar.from} class={`timeline-boundary ${shown(bar)}`} style={at(bar)} />
      ))}
      {lane.marks.map((mark) => (
        <span
          key={`${mark.from}${mark.glyph}`}
          class={`timeline-mark ${mark.bad ? 'bad' : mark.glyph === '•' ? 'small' : ''} ${shown(mark)}`}
          style={at(mark)}
          title={mark.title}
        >
          {mark.glyph}
        </span>
      ))}
    </>
  );
}
