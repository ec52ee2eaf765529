import type { ComponentChildren } from 'preact';
import type { HeaderChanges, QueryRun, SourceLine } from '../../trace/events.ts';
import type { SpanNode, TraceNode } from '../../trace/tree.ts';
import {
  endWords,
  headersOfLayer,
  isOwnLayer,
  isQuiet,
  leafWords,
  openWords,
  shortSql,
} from './trace-words.ts';

/** How a trace tree is shown. */
export interface TreeView {
  /** What is of no interest to most as well: see `isQuiet`. */
  readonly all: boolean;
  /** Layers that were never called, shown inside the layer that is to blame; null when nobody is. */
  readonly skipped: { readonly inside: string; readonly names: readonly string[] } | null;
  /** A line of the learner's, as a link or as text. */
  place(at: SourceLine): ComponentChildren;
}

interface Props {
  readonly nodes: readonly TraceNode[];
  readonly view: TreeView;
}

/** The queries of one row that are shown before the others wait under their number. */
const shownQueries = 6;

export function TraceTree({ nodes, view }: Props) {
  const shown = view.all ? nodes : nodes.filter((node) => !isQuiet(node));
  return (
    <ol>
      {inRows(shown).map((row, index) => (
        <Row key={index} row={row} view={view} />
      ))}
    </ol>
  );
}

/** Nodes one by one, and every longer row of queries in two parts. */
function inRows(nodes: readonly TraceNode[]): readonly (TraceNode | readonly TraceNode[])[] {
  const rows: (TraceNode | TraceNode[])[] = [];
  let length = 0;
  for (const node of nodes) {
    length = isQuery(node) ? length + 1 : 0;
    const last = rows.at(-1);
    if (length <= shownQueries) rows.push(node);
    else if (Array.isArray(last)) last.push(node);
    else rows.push([node]);
  }
  return rows;
}

function isQuery(node: TraceNode): boolean {
  return node.kind === 'repeat' || (node.kind === 'event' && node.event.kind === 'query');
}

function Row({ row, view }: { readonly row: TraceNode | readonly TraceNode[]; readonly view: TreeView }) {
  if (!('kind' in row)) {
    return (
      <li>
        <details class="more">
          <summary>
            {row.length} more {row.length === 1 ? 'query' : 'queries'}
          </summary>
          <ol>
            {row.map((node, index) => (
              <Row key={index} row={node} view={view} />
            ))}
          </ol>
        </details>
      </li>
    );
  }
  if (row.kind === 'span') return <Span node={row} view={view} />;
  if (row.kind === 'repeat') return <Queries runs={row.runs} view={view} />;
  if (row.event.kind === 'query') return <Queries runs={[row.event]} view={view} />;
  const { tone, text, status } = leafWords(row.event);
  const at = 'at' in row.event ? row.event.at : null;
  return (
    <li class={`leaf ${tone}`}>
      <p>
        <Glyph>{leafGlyphs[tone]}</Glyph>
        <span class="did">{text}</span>
        {at && view.place(at)}
        <Status status={status ?? null} />
      </p>
    </li>
  );
}

const leafGlyphs = { quiet: '·', stop: '⤺', converted: '⇒', raised: '✕', switch: '⇄' } as const;

function Span({ node, view }: { readonly node: SpanNode; readonly view: TreeView }) {
  const { open, inside, close } = node;
  const { who, did } = openWords(open);
  const end = endWords(node);
  const owner = 'layer' in open && !isOwnLayer(open.layer) ? 'djangos' : '';
  const kind = `${open.kind.split('-')[0] ?? ''} ${owner}`.trim();
  const at = close !== null && 'at' in close ? close.at : null;
  const skipped =
    open.kind === 'layer-entered' && view.skipped?.inside === open.layer ? view.skipped.names : [];
  const ending = (
    <>
      <span class="did">{end.did}</span>
      {at && view.place(at)}
      <Headers headers={view.all ? end.headers : headersOfLayer(node)} />
      <Status status={end.status} />
    </>
  );
  const shown = view.all ? inside : inside.filter((child) => !isQuiet(child));
  const isShort = shown.length === 0 && skipped.length === 0;
  if (isShort && open.kind !== 'layer-entered') {
    return (
      <li class={`span ${kind} ${end.tone}`}>
        <p>
          <Glyph>{end.tone === 'raised' ? '✕' : '●'}</Glyph>
          <b>{who}</b>
          {open.kind === 'hook-called' && <span class="did">{did}</span>}
          {ending}
        </p>
      </li>
    );
  }
  return (
    <li class={`span ${kind} ${end.tone}`}>
      <p>
        <Glyph>{open.kind === 'layer-entered' ? '→' : '●'}</Glyph>
        <b>{who}</b>
        <span class="did">{did}</span>
      </p>
      {!isShort && (
        <div class="inside">
          <TraceTree nodes={inside} view={view} />
          {skipped.length > 0 && (
            <p class="skipped">
              <Glyph>○</Glyph>
              <span class="did">never called:</span> <b>{skipped.join(', ')}</b>
            </p>
          )}
        </div>
      )}
      <p class="end">
        <Glyph>{end.tone === 'raised' ? '✕' : '←'}</Glyph>
        <b>{who}</b>
        {ending}
      </p>
    </li>
  );
}

/** A query, or the same one several times over: the number, the time, the lines; the whole SQL when it is opened. */
function Queries({ runs, view }: { readonly runs: readonly QueryRun[]; readonly view: TreeView }) {
  const [first] = runs;
  if (first === undefined) return null;
  const milliseconds = runs.reduce((sum, run) => sum + run.milliseconds, 0);
  const places = [
    ...new Map(runs.flatMap(({ at }) => (at ? [[`${at.file}:${at.line}`, at] as const] : []))).values(),
  ];
  return (
    <li class={runs.length > 1 ? 'query repeated' : 'query'}>
      <details>
        <summary>
          <Glyph>›</Glyph>
          {runs.length > 1 && <b class="times">{runs.length} ×</b>}
          <code>{shortSql(first.sql)}</code>
          <span class="took">{milliseconds.toFixed(1)} ms</span>
        </summary>
        <pre>{first.sql}</pre>
      </details>
      {places.length > 0 && <p class="from">from {places.map((at) => view.place(at))}</p>}
    </li>
  );
}

function Headers({ headers }: { readonly headers: HeaderChanges }) {
  const names = Object.entries(headers);
  if (names.length === 0) return null;
  const set = names.flatMap(([name, value]) => (value === null ? [] : [name]));
  const gone = names.flatMap(([name, value]) => (value === null ? [name] : []));
  return (
    <span class="changed">
      {set.length > 0 && `sets ${set.join(', ')}`}
      {set.length > 0 && gone.length > 0 && '; '}
      {gone.length > 0 && `drops ${gone.join(', ')}`}
    </span>
  );
}

export function Status({ status }: { readonly status: number | null }) {
  if (status === null) return null;
  return <span class={status >= 400 ? 'code bad' : 'code'}>{status}</span>;
}

function Glyph({ children }: { readonly children: string }) {
  return (
    <span class="glyph" aria-hidden="true">
      {children}
    </span>
  );
}
