import { Download } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Attempt } from './attempt.ts';
import { fetchExerciseParts, fetchSharedParts } from './project-parts.ts';
import type { Session } from './session.ts';

interface Props {
  readonly session: Session;
  readonly attempt: Attempt;
}

type Saving = { readonly kind: 'none' | 'running' } | { readonly kind: 'broken'; readonly reason: string };

/** Saves the exercise, with what the learner wrote, as a Node project that checks itself. On the Rebuild track alone. */
export function DownloadButton({ session, attempt }: Props) {
  const [saving, setSaving] = useState<Saving>({ kind: 'none' });
  const { track } = attempt.exercise;
  if (track !== 'rebuild') return null;

  async function download(): Promise<void> {
    if (saving.kind === 'running') return;
    setSaving({ kind: 'running' });
    try {
      await saveProject(attempt);
      setSaving({ kind: 'none' });
      session.$announcement.set('The project is downloaded.');
    } catch (error) {
      setSaving({ kind: 'broken', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  return (
    <>
      <button
        type="button"
        class="button quiet download"
        aria-disabled={saving.kind === 'running'}
        title="This exercise and your files as a project for your own Node: npm install, npm test"
        onClick={() => void download()}
      >
        <Download size={15} aria-hidden="true" />
        Download
      </button>
      {saving.kind === 'broken' && (
        <p class="notice bad download-problem" role="alert">
          {saving.reason}
        </p>
      )}
    </>
  );
}

async function saveProject(attempt: Attempt): Promise<void> {
  const { id } = attempt.exercise;
  // Before the program: without a connection a browser may remember for good that this could not be loaded.
  const [shared, exercise] = await Promise.all([fetchSharedParts(), fetchExerciseParts(id)]);
  const { exerciseProject, projectName, zipProject } = await import('../../project/project.ts').catch(() => {
    throw new Error(
      'The program that packs the project could not be loaded. Look at your connection and press Download again.',
    );
  });
  const project = exerciseProject(shared, exercise, attempt.files());
  const address = URL.createObjectURL(
    new Blob([zipProject(id, project).slice()], { type: 'application/zip' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = `${projectName(id)}.zip`;
  link.click();
  URL.revokeObjectURL(address);
}
