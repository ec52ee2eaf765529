/** Which editor a learner gets. */
export type EditorKind = 'code' | 'plain';
/** What they chose; `auto` leaves it to the device. */
export type EditorPreference = EditorKind | 'auto';

export interface Device {
  /** The main pointer is a finger. */
  readonly coarse: boolean;
  /** Too narrow for an editor with a margin. */
  readonly narrow: boolean;
}

/** Monaco isn't made for touch or small screens: there, a plain text field is the better editor. */
export function editorFor(preference: EditorPreference, { coarse, narrow }: Device): EditorKind {
  if (preference !== 'auto') return preference;
  return coarse || narrow ? 'plain' : 'code';
}

export function readPreference(text: string | undefined): EditorPreference {
  return text === 'code' || text === 'plain' ? text : 'auto';
}

/** The language of a file, as Monaco and Shiki call it. */
export function languageOf(path: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const languages: Record<string, string> = { py: 'python', ts: 'typescript', html: 'html', json: 'json' };
  return languages[extension] ?? 'plaintext';
}
