import { useStore } from '@nanostores/preact';
import { Check } from 'lucide-preact';
import { $solved } from '../progress/solved.ts';
import type { Session } from './session.ts';
import { trackNames } from './view.ts';

interface Props {
  readonly session: Session;
  readonly selected: string;
  readonly alive: boolean;
}

/** Links, not buttons: each exercise has an address. `routing.ts` keeps them from reloading the page. */
export function ExerciseSwitcher({ session, selected, alive }: Props) {
  const { solved } = useStore($solved, { ssr: 'initial' });
  return (
    <nav class="switcher" aria-label="Exercises of this lesson">
      {session.exercises.map(({ id, url, title, track, minutes }) => (
        <a key={id} href={url} aria-current={id === selected ? 'page' : undefined}>
          <span class="eyebrow">
            {trackNames[track]} · {minutes} min
          </span>
          <span class="title">
            {title}
            {alive && solved[id] !== undefined && (
              <span class="solved">
                <Check size={12} strokeWidth={3} aria-hidden="true" />
                <span class="visually-hidden">solved</span>
              </span>
            )}
          </span>
        </a>
      ))}
    </nav>
  );
}
