import { useEffect, useRef, useState } from 'preact/hooks';
import type { LazyScreen } from './lazy-screen.ts';

interface Props {
  readonly screen: LazyScreen;
}

/** A screen in the room that it is given. It outlives this, with all that it shows. */
export function ScreenView({ screen }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');

  useEffect(() => {
    let gone = false;
    let takeOut = (): void => {};
    screen.load().then(
      (loaded) => {
        if (gone || host.current === null) return;
        setState('shown');
        takeOut = loaded.showIn(host.current);
      },
      () => gone || setState('failed'),
    );
    return () => {
      gone = true;
      takeOut();
    };
  }, [screen]);

  return (
    <div class="screen-host" ref={host}>
      {state === 'loading' && <p class="aside">Loading.</p>}
      {state === 'failed' && (
        <p class="notice bad">
          The terminal could not be loaded. Look at your connection and reload the page.
        </p>
      )}
    </div>
  );
}
