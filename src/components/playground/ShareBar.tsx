import { Link, RotateCcw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { ConfirmDialog } from '../workbench/ConfirmDialog.tsx';
import type { Playground } from './playground.ts';

/** A link to what is shown, and the way back to the beginning. */
export function ShareBar({ playground }: { readonly playground: Playground }) {
  const [said, setSaid] = useState<{ readonly words: string; readonly bad: boolean } | null>(null);
  const [asking, setAsking] = useState(false);

  async function share(): Promise<void> {
    if (playground.$problems.get().length > 0) {
      return setSaid({ words: 'This stack can’t be played yet: correct it first.', bad: true });
    }
    try {
      history.replaceState(null, '', `#${playground.link()}`);
    } catch (error) {
      return setSaid({ words: error instanceof Error ? error.message : String(error), bad: true });
    }
    const copied = await navigator.clipboard?.writeText(location.href).then(
      () => true,
      () => false,
    );
    setSaid({ words: copied ? 'The link is copied.' : 'The link is in the address bar.', bad: false });
  }

  return (
    <div class="share">
      <button type="button" class="button" onClick={() => void share()} data-share>
        <Link size={15} aria-hidden="true" />
        Share
      </button>
      <button type="button" class="button quiet" onClick={() => setAsking(true)}>
        <RotateCcw size={15} aria-hidden="true" />
        Start over
      </button>
      <p role="status" class={said?.bad ? 'bad' : undefined}>
        {said?.words}
      </p>
      {asking && (
        <ConfirmDialog
          title="Start over?"
          text="The stack, the request and the code go back to how you found them here. Share first if you want to keep a link."
          yes="Start over"
          no="Keep it"
          onYes={playground.startOver}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
