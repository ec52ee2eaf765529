import { useStore } from '@nanostores/preact';
import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-preact';
import type { Diagram } from './diagram.ts';

interface Props {
  readonly diagram: Diagram;
  readonly alive: boolean;
}

/** Play, step and scrub, and the current step in words. Space plays and pauses; the arrows step. */
export function Transport({ diagram, alive }: Props) {
  const steps = useStore(diagram.$steps);
  const step = useStore(diagram.$step);
  const playing = useStore(diagram.$playing);
  const total = steps.length;
  const words = step === 0 ? 'Before the request' : (steps[step - 1]?.words ?? '');
  const toggle = (): void => (playing ? diagram.pause() : diagram.play());

  function onKeyDown(event: KeyboardEvent): void {
    // A button has its own way with the space bar, and the slider with the arrows.
    const inButton = (event.target as Element).closest('button') !== null;
    if (event.key === ' ' && !inButton) toggle();
    else if (event.key === 'ArrowRight' && inButton) diagram.forward();
    else if (event.key === 'ArrowLeft' && inButton) diagram.back();
    else return;
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the keys of the controls inside it
    <div class="transport" onKeyDown={onKeyDown}>
      <p class="transport-words" aria-hidden="true">
        <b>{`${step}/${total}`}</b> {words}
      </p>
      <div class="transport-controls">
        <button type="button" class="button primary" disabled={!alive} onClick={toggle} data-play>
          {playing ? <Pause size={15} aria-hidden="true" /> : <Play size={15} aria-hidden="true" />}
          {playing ? 'Pause' : 'Play'}
        </button>
        <button
          type="button"
          class="button quiet"
          aria-label="One step back"
          disabled={!alive}
          aria-disabled={step === 0}
          onClick={diagram.back}
        >
          <ChevronLeft size={17} aria-hidden="true" />
        </button>
        <button
          type="button"
          class="button quiet"
          aria-label="One step forward"
          disabled={!alive}
          aria-disabled={step === total}
          onClick={diagram.forward}
        >
          <ChevronRight size={17} aria-hidden="true" />
        </button>
        <input
          type="range"
          aria-label="Step"
          aria-valuetext={`${step} of ${total}: ${words}`}
          min={0}
          max={total}
          value={step}
          disabled={!alive}
          style={`--done:${total === 0 ? 0 : step / total}`}
          // Its value in words is said by the slider itself.
          onInput={(event) => diagram.seek(Number(event.currentTarget.value), 'unsaid')}
        />
      </div>
    </div>
  );
}
