/** What the authors' page says of a component; its example stands in `examples/`, its props in the component itself. */
export interface GuideEntry {
  readonly name: string;
  readonly when: string;
  readonly keyboard: string;
}

const none = 'Nothing to operate.';

/** In the order in which a lesson comes to need them. Code stands in backticks. */
export const guide: readonly GuideEntry[] = [
  {
    name: 'Predict',
    when: 'Before you show what Django does. Two to four options that somebody might believe; the answer goes inside. A lesson asks each question once: what a reader chose is kept under its words, in the browser.',
    keyboard:
      'Arrow keys choose, Enter on the button below opens the answer and settles the prediction. Predict again takes it back.',
  },
  {
    name: 'Trace',
    when: 'To prove a claim about a request: who was called, what came back. The recording has to show the point at a glance, so send the shortest request that has it.',
    keyboard: none,
  },
  {
    name: 'Onion',
    when: 'When the reader should try it: `stack` to drag layers, `onion` to watch the way, `timeline` to see who was busy when. A stack of `stacks.yaml` by name, or `layers` that let everything pass.',
    keyboard:
      'Arrow keys on a handle move its layer; on the slider they go step by step. Each change is announced. The same run stands below as text.',
  },
  {
    name: 'QueryLog',
    when: 'When the number of queries is the point, or which line caused them. Record with `"show": ["templates", "hooks"]` where it matters that a template or a hook ran them: without, they count as the view’s, or as run around it.',
    keyboard: 'Enter opens the whole SQL of a row.',
  },
  {
    name: 'WrongRight',
    when: 'When people write the wrong one. Two code blocks of about the same length, the wrong one first. With `lesson`, `wrong` and `right` each side shows its recording; add `stacks` if the two names are stacks, which then run.',
    keyboard: 'That of `Onion` where stacks run; nothing else to operate.',
  },
  {
    name: 'SourceLink',
    when: 'Wherever you say how Django does something. The build looks the lines up in the pinned release, and fails when the name or the part isn’t there. In a sentence or in a list.',
    keyboard: 'A link.',
  },
  {
    name: 'Term',
    when: 'At the first use of a word of the glossary in a lesson, and only there. Add words to `content/glossary.yaml`. An unknown term, or one marked twice, fails the build.',
    keyboard:
      'The focus shows the definition, Enter and Escape close it. A screen reader reads it with the word.',
  },
  {
    name: 'Callout',
    when: 'For the one sentence that has to stay. At most two in a lesson.',
    keyboard: none,
  },
  {
    name: 'Myth',
    when: 'For a claim that people do make. Inside stands what is true, with the evidence.',
    keyboard: none,
  },
];

/** The `interface Props` of a component and what is said above it; null where it takes none. */
export function propsOf(source: string): string | null {
  return /(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?interface Props \{[\s\S]*?\n\}/.exec(source)?.[0] ?? null;
}
