import { useEffect, useRef, useState } from 'preact/hooks';
import { editorFor } from '../editor/choice.ts';
import { loadMonacoDiff } from '../editor/load-monaco.ts';
import type { DiffView } from '../editor/monaco-diff.ts';
import { $editor } from '../editor/preference.ts';
import { isDark } from '../site/theme.ts';
import { PlainDiff } from './PlainDiff.tsx';

interface Props {
  readonly path: string;
  readonly mine: string;
  readonly theirs: string;
}

/** Monaco's diff for those who write in Monaco; lines with plus and minus for everyone else. */
export function SolutionDiff(props: Props) {
  const [plain, setPlain] = useState(usesPlainEditor);
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<DiffView | null>(null);

  useEffect(() => {
    if (plain) return;
    let gone = false;
    let made: DiffView | null = null;
    loadMonacoDiff().then(
      ({ createMonacoDiff }) => {
        if (gone || host.current === null) return;
        made = createMonacoDiff(host.current, isDark());
        setView(made);
      },
      () => setPlain(true),
    );
    return () => {
      gone = true;
      made?.dispose();
    };
  }, [plain]);

  const { path, mine, theirs } = props;
  useEffect(() => view?.show(path, mine, theirs), [view, path, mine, theirs]);

  if (plain) return <PlainDiff {...props} />;
  return (
    <div class="sides">
      <p aria-hidden="true">
        <span>Yours</span>
        <span>Reference</span>
      </p>
      <div ref={host} class="diff-host" />
    </div>
  );
}

function usesPlainEditor(): boolean {
  const device = {
    coarse: matchMedia('(pointer: coarse)').matches,
    narrow: matchMedia('(max-width: 40rem)').matches,
  };
  return editorFor($editor.get(), device) === 'plain';
}
