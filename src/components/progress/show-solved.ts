/** Fills in the solved marks and counts of a static page, and keeps them up to date. */
import { countSolved } from '../../course/progress.ts';
import { $solved } from './solved.ts';

$solved.subscribe((solved) => {
  for (const mark of document.querySelectorAll<HTMLElement>('[data-solved-mark]')) {
    mark.hidden = solved.solved[mark.dataset['solvedMark'] ?? ''] === undefined;
  }
  for (const count of document.querySelectorAll<HTMLElement>('[data-solved-count]')) {
    const exercises = (count.dataset['solvedCount'] ?? '').split(' ');
    const done = countSolved(solved, exercises);
    count.textContent = done === 0 ? '' : `${done} of ${exercises.length} solved`;
  }
});
