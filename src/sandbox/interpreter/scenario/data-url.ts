/** A module as a URL that any engine can import: a page's Worker and a Node thread run the very same one. */
export function moduleUrl(file: string, code: string, salt: string): string {
  // `sourceURL` gives stack traces the learner's own file name. It stands on a line of its own, after the code.
  const body = encodeURIComponent(`${code}\n//# sourceURL=${file}`).replaceAll("'", '%27');
  return `data:text/javascript;charset=utf-8;file=${encodeURIComponent(file)};run=${salt},${body}`;
}

const MODULE_URL = /data:text\/javascript;charset=utf-8;file=([^;,]+);run=\w+,[^\s'":]*/g;

/** `text` with each module URL in it replaced by the name of its file. */
export function withFileNames(text: string): string {
  return text.replace(MODULE_URL, (_url, file: string) => decodeURIComponent(file));
}
