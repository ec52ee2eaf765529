// ASCII's record and unit separators: nobody prints them by chance.
const [start, end] = ['\u001e', '\u001f'];

/**
 * Splits what a verb printed into what the suite's own code in the site told the suite, between U+001E and U+001F, and
 * what the learner's code printed. `told` is null when there is no such passage; one that was cut off reaches to the end.
 */
export function takeTold(output: string): { readonly told: string | null; readonly printed: string } {
  const from = output.indexOf(start);
  if (from < 0) return { told: null, printed: output };
  const [told = '', ...rest] = output.slice(from + 1).split(end);
  return { told, printed: output.slice(0, from) + rest.join(end).replace(/^\n/, '') };
}
