import { useStore } from '@nanostores/preact';
import { CircleX, Info, TriangleAlert } from 'lucide-preact';
import { orderWarnings } from '../../stack/warnings.ts';
import type { Playground } from './playground.ts';

const icons = { breaks: CircleX, order: TriangleAlert, note: Info } as const;
const words = { breaks: 'Django raises', order: 'Wrong order', note: 'Documented' } as const;

/** What keeps the stack from being played, and the orderings that Django's documentation names. */
export function Warnings({ playground }: { readonly playground: Playground }) {
  const problems = useStore(playground.$problems);
  const warnings = orderWarnings(useStore(playground.$stack));
  return (
    <section class="warnings" aria-live="polite" aria-label="Warnings">
      {problems.length > 0 && (
        <div class="notice bad">
          <p>This can’t be played yet, so the picture shows the stack as it was before.</p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      {warnings.length > 0 && (
        <ul class="order-warnings">
          {warnings.map((warning) => {
            const Icon = icons[warning.level];
            return (
              <li key={warning.id} class={warning.level} data-warning={warning.level}>
                <Icon size={16} aria-hidden="true" />
                <p>
                  <b>{warning.refused ? 'Django refuses to start' : words[warning.level]}.</b> {warning.words}{' '}
                  <a href={warning.url} target="_blank" rel="noreferrer">
                    Django’s documentation
                  </a>
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
