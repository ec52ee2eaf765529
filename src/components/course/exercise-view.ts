import { codeToHtml, type ShikiTransformer } from 'shiki';
import type { Exercise } from '../../course/catalog.ts';
import { shikiTheme } from '../../styles/code-theme.ts';
import { languageOf } from '../editor/choice.ts';
import type { ExerciseView } from '../workbench/view.ts';
import { baseFiles } from './load-course.ts';

/** The placeholder brings its own frame. */
const bare: ShikiTransformer = {
  pre(node) {
    node.properties = {};
  },
};

/** What of an exercise goes to the browser: no solution, no suite; every shown file highlighted. */
export async function toView(exercise: Exercise): Promise<ExerciseView> {
  const { id, url, title, task, track, minutes, hints, files } = exercise;
  const shown = await Promise.all(
    exercise.shown.map(async (file) => {
      const lang = languageOf(file.path);
      const html = await codeToHtml(file.text, {
        lang: lang === 'plaintext' ? 'text' : lang,
        theme: shikiTheme,
        transformers: [bare],
      });
      return { ...file, html };
    }),
  );
  const taken = [...new Set([...Object.keys(baseFiles(track)), ...Object.keys(files)])];
  return { id, url, title, task, track, minutes, hints, files, shown, taken };
}
