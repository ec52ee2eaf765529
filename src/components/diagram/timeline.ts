import { layerName } from '../../stack/layer-name.ts';
import type { Layer } from '../../stack/schema.ts';
import type { Hook } from '../../trace/events.ts';
import { shortName } from '../../trace/phrases.ts';
import type { Phase, Step } from './steps.ts';

/** A call as long as it lasted: columns of the timeline, the first one 0, both ends included. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly bad: boolean;
}

/** A hook's call, or a single event. */
export interface Mark extends Bar {
  readonly glyph: string;
  readonly title: string;
}

export interface Lane {
  readonly name: string;
  readonly kind: 'server' | 'layer' | 'core';
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
  /** Where a boundary has an exception in hand: from the raise to the response that it makes, or to letting it through. */
  readonly boundaries: readonly Bar[];
}

export interface Band {
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
}

export interface Timeline {
  /** One column for each step. */
  readonly columns: number;
  readonly bands: readonly Band[];
  /** The server, the layers from outside to inside, the core. */
  readonly lanes: readonly Lane[];
  /** The glyphs that are used, with what they stand for. */
  readonly legend: readonly (readonly [glyph: string, meaning: string])[];
}

const hookGlyphs: Readonly<Record<Hook, string>> = {
  process_request: 'Q',
  process_view: 'V',
  process_exception: 'E',
  process_template_response: 'T',
  process_response: 'S',
};

export function toTimeline(steps: readonly Step[], middleware: readonly Layer[]): Timeline {
  const layers = middleware.map((layer, index): Lane => {
    const isOf = (step: Step): boolean => step.layer === index;
    return {
      name: layerName(layer),
      kind: 'layer',
      bars: spans(
        steps,
        (step) => isOf(step) && step.event.kind === 'layer-entered',
        (step) => isOf(step) && /^layer-(left|raised)$/.test(step.event.kind),
      ),
      marks: [...hookMarks(steps, isOf), ...eventMarks(steps, isOf)],
      boundaries: spans(
        steps,
        (step) => isOf(step) && step.event.kind === 'layer-raised',
        (step) => isOf(step) && isBoundary(step),
      ),
    };
  });
  const inCore = ({ layer, event }: Step): boolean => layer === null && event.kind !== 'layer-entered';
  const core: readonly Lane[] = [
    { name: 'resolver', kind: 'core', bars: [], marks: eventMarks(steps, inCore, /^url-/), boundaries: [] },
    viewLane(steps),
    {
      name: 'template',
      kind: 'core',
      bars: spans(
        steps,
        ({ event, place }) =>
          event.kind === 'render-started' && place.at === 'core' && place.part === 'template',
        ({ event }) => event.kind === 'render-finished' || event.kind === 'render-raised',
      ),
      marks: [],
      boundaries: [],
    },
  ];
  const server: Lane = {
    name: 'server',
    kind: 'server',
    bars: [],
    marks: eventMarks(steps, ({ place }) => place.at === 'outside'),
    boundaries: [],
  };
  const lanes = [server, ...layers, ...core.filter(({ bars, marks }) => bars.length > 0 || marks.length > 0)];
  const used = new Set(lanes.flatMap(({ marks }) => marks.map(({ glyph }) => glyph)));
  return {
    columns: steps.length,
    bands: bandsOf(steps),
    lanes,
    legend: [...glyphMeanings.filter(([glyph]) => used.has(glyph)), ...dotMeaning(steps, used)],
  };
}

const glyphMeanings: readonly (readonly [string, string])[] = [
  ...Object.entries(hookGlyphs).map(([hook, glyph]) => [glyph, hook] as const),
  ['/', 'resolver'],
  ['!', 'raised'],
  ['→', 'boundary: the exception becomes a response'],
  ['↩', 'answers by itself'],
];

/** The dot stands for several things: for those alone that are drawn. */
function dotMeaning(
  steps: readonly Step[],
  used: ReadonlySet<string>,
): readonly (readonly [string, string])[] {
  const kinds = new Set<string>(
    steps
      .filter(({ event, place }) => event.kind === 'query' || place.at === 'outside')
      .map(({ event }) => event.kind),
  );
  const meanings = [
    ...(kinds.has('query') ? ['query'] : []),
    ...(kinds.has('signal-sent') ? ['signal'] : []),
    ...(kinds.has('response-started') ? ['the server’s side'] : []),
  ];
  return used.has('•') ? [['•', meanings.join(' or ')]] : [];
}

function viewLane(steps: readonly Step[]): Lane {
  const called = steps.find(({ event }) => event.kind === 'view-called')?.event;
  return {
    name: called?.kind === 'view-called' ? shortName(called.view) : 'view',
    kind: 'core',
    bars: spans(
      steps,
      ({ event }) => event.kind === 'view-called',
      ({ event }) => event.kind === 'view-returned' || event.kind === 'view-raised',
    ),
    marks: eventMarks(
      steps,
      ({ layer, place }) => layer === null && place.at === 'core',
      /^(query|exception-converted|boundary-raised)$/,
    ),
    boundaries: spans(
      steps,
      ({ place, event }) =>
        place.at === 'core' && (event.kind.endsWith('-raised') || event.kind === 'url-not-resolved'),
      (step) => isBoundary(step) && step.layer === null,
    ),
  };
}

function isBoundary({ event }: Step): boolean {
  return event.kind === 'exception-converted' || event.kind === 'boundary-raised';
}

/** The stretches from an opening step to the next closing one, or to the end. */
function spans(
  steps: readonly Step[],
  opens: (step: Step) => boolean,
  closes: (step: Step) => boolean,
): readonly Bar[] {
  const bars: Bar[] = [];
  let from: number | null = null;
  for (const [column, step] of steps.entries()) {
    if (opens(step)) from ??= column;
    else if (from !== null && closes(step)) {
      bars.push({ from, to: column, bad: step.event.kind.endsWith('-raised') });
      from = null;
    }
  }
  return from === null ? bars : [...bars, { from, to: steps.length - 1, bad: true }];
}

function hookMarks(steps: readonly Step[], isOf: (step: Step) => boolean): readonly Mark[] {
  return (Object.keys(hookGlyphs) as Hook[]).flatMap((hook) =>
    spans(
      steps,
      (step) => isOf(step) && step.event.kind === 'hook-called' && step.event.hook === hook,
      ({ event }) => (event.kind === 'hook-returned' || event.kind === 'hook-raised') && event.hook === hook,
    ).map((bar) => ({ ...bar, glyph: hookGlyphs[hook], title: hook })),
  );
}

const eventGlyphs: Readonly<Record<string, string>> = {
  'url-resolved': '/',
  'url-not-resolved': '/',
  'layer-raised': '!',
  'exception-converted': '→',
  'boundary-raised': '!',
  'short-circuited': '↩',
  query: '•',
  'signal-sent': '•',
  'response-started': '•',
  'body-sent': '•',
  'body-raised': '!',
  'response-closed': '•',
  'exception-escaped': '!',
};

function eventMarks(
  steps: readonly Step[],
  isOf: (step: Step) => boolean,
  kinds: RegExp = /./,
): readonly Mark[] {
  return steps.flatMap((step, column) => {
    const glyph = eventGlyphs[step.event.kind];
    if (glyph === undefined || !isOf(step) || !kinds.test(step.event.kind)) return [];
    const bad = glyph === '!' || glyph === '→' || step.event.kind === 'url-not-resolved';
    return [{ from: column, to: column, bad, glyph, title: step.words }];
  });
}

function bandsOf(steps: readonly Step[]): readonly Band[] {
  const bands: Band[] = [];
  for (const [column, { phase }] of steps.entries()) {
    const last = bands.at(-1);
    if (last?.phase === phase) bands[bands.length - 1] = { ...last, to: column };
    else bands.push({ phase, from: column, to: column });
  }
  return bands;
}
