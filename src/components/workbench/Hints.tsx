import { useStore } from '@nanostores/preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Attempt } from './attempt.ts';
import { InlineCode } from './InlineCode.tsx';

/** The hints asked for so far. The newest takes the focus, so that it is read out and in view. */
export function Hints({ attempt }: { readonly attempt: Attempt }) {
  const seen = useStore(attempt.$hints);
  const newest = useRef<HTMLLIElement>(null);
  // Whenever there is another one.
  useEffect(() => newest.current?.focus(), [seen]);
  const { hints } = attempt.exercise;
  return (
    <>
      <ol class="hints">
        {hints.slice(0, seen).map((hint, index) => (
          <li key={hint} ref={index === seen - 1 ? newest : null} tabIndex={-1}>
            {hint
              .trim()
              .split(/\n\n+/)
              .map((paragraph) => (
                <p key={paragraph} class={paragraph.includes('\n') ? 'drawn' : undefined}>
                  <InlineCode text={paragraph} />
                </p>
              ))}
          </li>
        ))}
      </ol>
      {seen < hints.length && (
        <button type="button" class="button" onClick={attempt.showHint}>
          Next hint
        </button>
      )}
    </>
  );
}
