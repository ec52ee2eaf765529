/** The shape of a trace that comes from outside: from Python, or from a recording. */
import * as z from 'zod';
import type { TraceEvent } from './events.ts';

const sourceLine = z.strictObject({
  file: z.string(),
  line: z.int(),
  function: z.string(),
  text: z.string(),
});

const layer = z.string();
const view = z.string();
const template = z.string();
const boundary = z.string().nullable();
const mode = z.enum(['sync', 'async']);
const hook = z.enum([
  'process_request',
  'process_response',
  'process_view',
  'process_exception',
  'process_template_response',
]);
const raised = { exception: z.string(), at: sourceLine.nullable() };
const status = z.int().nullable();
const returned = {
  status,
  headers: z.record(z.string(), z.string().nullable()),
  another: z.literal(true).exactOptional(),
  type: z.string().exactOptional(),
};

const traceEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('layer-built'), layer, mode }),
  z.strictObject({ kind: z.literal('layer-not-used'), layer }),
  z.strictObject({ kind: z.literal('layer-entered'), layer }),
  z.strictObject({ kind: z.literal('layer-left'), layer, ...returned }),
  z.strictObject({ kind: z.literal('layer-raised'), layer, ...raised }),
  z.strictObject({
    kind: z.literal('short-circuited'),
    layer,
    hook: z.enum(['process_request', 'process_view']).nullable(),
    status,
  }),
  z.strictObject({
    kind: z.literal('exception-converted'),
    boundary,
    exception: z.string(),
    ...returned,
  }),
  z.strictObject({ kind: z.literal('boundary-raised'), boundary, exception: z.string() }),
  z.strictObject({ kind: z.literal('hook-called'), layer, hook }),
  z.strictObject({ kind: z.literal('hook-returned'), layer, hook, ...returned }),
  z.strictObject({ kind: z.literal('hook-raised'), layer, hook, ...raised }),
  z.strictObject({
    kind: z.literal('url-resolved'),
    path: z.string(),
    route: z.string(),
    view,
    kwargs: z.record(z.string(), z.string()),
  }),
  z.strictObject({ kind: z.literal('url-not-resolved'), path: z.string() }),
  z.strictObject({ kind: z.literal('view-called'), view }),
  z.strictObject({ kind: z.literal('view-returned'), view, ...returned }),
  z.strictObject({ kind: z.literal('view-raised'), view, ...raised }),
  z.strictObject({ kind: z.literal('render-started'), template }),
  z.strictObject({ kind: z.literal('render-finished'), template }),
  z.strictObject({ kind: z.literal('render-raised'), template, ...raised }),
  z.strictObject({
    kind: z.literal('query'),
    sql: z.string(),
    milliseconds: z.number(),
    at: sourceLine.nullable(),
  }),
  z.strictObject({ kind: z.literal('signal-sent'), signal: z.string() }),
  z.strictObject({ kind: z.literal('switched'), to: mode, callee: z.string() }),
  z.strictObject({ kind: z.literal('response-started'), status: z.int() }),
  z.strictObject({ kind: z.literal('body-sent'), bytes: z.int(), streaming: z.boolean() }),
  z.strictObject({ kind: z.literal('body-raised'), ...raised }),
  z.strictObject({ kind: z.literal('response-closed') }),
  z.strictObject({ kind: z.literal('exception-escaped'), ...raised }),
]);

export const traceSchema = z.array(traceEventSchema);

/**
 * The trace that `data` holds.
 * @throws {TypeError} that names the first event and field that are not as `events.ts` says
 */
export function parseTrace(data: unknown): TraceEvent[] {
  const parsed = traceSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [index, ...field] = issue?.path ?? [];
  const event = index === undefined ? 'The trace' : `Event ${String(index)} of the trace`;
  const kind = Array.isArray(data) ? (data[Number(index)] as { kind?: unknown } | null)?.kind : undefined;
  const what = typeof kind === 'string' ? `${event} (${kind})` : event;
  const where = field.length > 0 ? `, field ${field.map(String).join('.')}` : '';
  throw new TypeError(`${what}${where}: ${issue?.message ?? 'not what src/trace/events.ts says'}.`);
}

type Immutable<Type> = Type extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : Type extends object
    ? { readonly [Key in keyof Type]: Immutable<Type[Key]> }
    : Type;
type ByKind<Event extends { kind: string }> = {
  [Kind in Event['kind']]: {
    [Key in keyof Extract<Event, { kind: Kind }>]: Extract<Event, { kind: Kind }>[Key];
  };
};
type Same<Left, Right> =
  (<Type>() => Type extends Left ? 1 : 2) extends <Type>() => Type extends Right ? 1 : 2 ? true : false;

/** Doesn't compile once the schema and `events.ts` say different things. */
type Parsed = Immutable<z.infer<typeof traceEventSchema>>;
true satisfies Same<ByKind<Parsed>, ByKind<TraceEvent>>;
