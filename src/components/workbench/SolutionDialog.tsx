import { X } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { solutionUrl } from '../../course/address.ts';
import type { FileSet } from '../../sandbox/protocol.ts';
import type { Attempt } from './attempt.ts';
import { SolutionDiff } from './SolutionDiff.tsx';

interface Props {
  readonly attempt: Attempt;
  onClose(): void;
}

type Loaded = { readonly files: FileSet } | { readonly problem: string } | null;

/** The learner's files beside the reference solution's, which is fetched now and not before. */
export function SolutionDialog({ attempt, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [loaded, setLoaded] = useState<Loaded>(null);
  const [open, setOpen] = useState('');
  const { exercise } = attempt;

  useEffect(() => {
    dialog.current?.showModal();
    const leaving = new AbortController();
    fetchSolution(exercise.id, leaving.signal).then(
      (files) => {
        setLoaded({ files });
        setOpen(inOrder(files, exercise)[0] ?? '');
      },
      (error: unknown) => {
        if (!leaving.signal.aborted)
          setLoaded({ problem: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => leaving.abort();
  }, [exercise]);

  const files = loaded !== null && 'files' in loaded ? loaded.files : {};
  const mine = attempt.files();
  const textOf = (path: string) =>
    mine[path] ?? exercise.shown.find((file) => file.path === path)?.text ?? '';
  const paths = inOrder(files, exercise);
  return (
    <dialog ref={dialog} class="solution" aria-labelledby="solution-title" onClose={onClose}>
      <header>
        <h2 id="solution-title">Yours and the reference solution</h2>
        <form method="dialog">
          <button type="submit" class="button quiet" aria-label="Close">
            <X size={18} aria-hidden="true" />
          </button>
        </form>
      </header>
      {paths.length > 1 && (
        <fieldset class="solution-files">
          <legend class="visually-hidden">File</legend>
          {paths.map((path) => (
            <label key={path}>
              <input
                type="radio"
                name="solution-file"
                checked={path === open}
                onChange={() => setOpen(path)}
              />
              {path}
              {textOf(path) === files[path] && <span>same as yours</span>}
            </label>
          ))}
        </fieldset>
      )}
      {loaded === null && <p class="aside">Fetching the solution.</p>}
      {loaded !== null && 'problem' in loaded && (
        <p class="notice bad" role="alert">
          {loaded.problem}
        </p>
      )}
      {files[open] !== undefined && <SolutionDiff path={open} mine={textOf(open)} theirs={files[open]} />}
    </dialog>
  );
}

/** The files as the tabs have them; a file that has no tab comes last. */
function inOrder(files: FileSet, exercise: Attempt['exercise']): readonly string[] {
  const tabs = exercise.shown.map(({ path }) => path);
  const place = (path: string) => (tabs.includes(path) ? tabs.indexOf(path) : tabs.length);
  return Object.keys(files).sort((one, other) => place(one) - place(other));
}

async function fetchSolution(exercise: string, signal: AbortSignal): Promise<FileSet> {
  const remedy = 'Look at your connection, close this and ask again.';
  const response = await fetch(solutionUrl(exercise), { signal }).catch(() => {
    throw new Error(`The solution could not be fetched from ${solutionUrl(exercise)}. ${remedy}`);
  });
  if (!response.ok) throw new Error(`${solutionUrl(exercise)} answered ${response.status}. ${remedy}`);
  return response.json();
}
