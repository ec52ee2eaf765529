import { useStore } from '@nanostores/preact';
import { Lock } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Attempt } from './attempt.ts';

interface Props {
  readonly attempt: Attempt;
  readonly alive: boolean;
}

export function FileTabs({ attempt, alive }: Props) {
  const open = useStore(attempt.$open);
  const texts = useStore(attempt.$texts, { ssr: 'initial' });
  const visit = useStore(attempt.$visit);
  // Its own files are the browser's: the build knows none.
  const shown = alive ? attempt.filesIn(texts) : attempt.exercise.shown;

  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const bar = list.current;
    const tab = bar?.querySelector<HTMLElement>('[aria-selected=true]');
    if (!bar || !tab) return;
    const reveal = (): void => {
      // Only sideways: the page stays where the learner has it.
      const hiddenLeft = Math.min(0, tab.offsetLeft - bar.scrollLeft);
      const end = tab.offsetLeft + tab.offsetWidth;
      bar.scrollLeft += hiddenLeft || Math.max(0, end - bar.scrollLeft - bar.clientWidth);
    };
    // Told at once, too; and again when what stands beside the tabs takes room from them.
    const sizes = new ResizeObserver(reveal);
    sizes.observe(bar);
    return () => sizes.disconnect();
  }, [open, texts, visit]);

  function move(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = shown[(shown.findIndex(({ path }) => path === open) + step + shown.length) % shown.length];
    if (next === undefined) return;
    attempt.$open.set(next.path);
    const tabs = (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]');
    tabs[shown.indexOf(next)]?.focus();
  }

  return (
    <div ref={list} class="file-tabs" role="tablist" aria-label="Files" onKeyDown={move}>
      {shown.map(({ path, text, editable }) => {
        const slash = path.lastIndexOf('/') + 1;
        const edited =
          alive && editable && !attempt.isOwn(path) && texts[path] !== undefined && texts[path] !== text;
        return (
          <button
            type="button"
            role="tab"
            key={path}
            id={path === open ? 'open-file' : undefined}
            aria-selected={path === open}
            aria-controls="editor"
            tabIndex={path === open ? 0 : -1}
            onClick={() => attempt.$open.set(path)}
          >
            <span class="folder">{path.slice(0, slash)}</span>
            {path.slice(slash)}
            {edited && (
              <span class="edited">
                <span class="visually-hidden">, edited</span>
              </span>
            )}
            {!editable && (
              <>
                <Lock size={12} aria-hidden="true" />
                <span class="visually-hidden">, read-only</span>
              </>
            )}
          </button>
        );
      })}
    </div>
  );
}
