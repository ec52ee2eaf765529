import { describe, expect, it } from 'vitest';
import { core, entered, left, plain, query } from './questions/made-traces.ts';
import { type TraceNode, traceTree } from './tree.ts';

/** `Outer(Inner(url-resolved view()))` */
function outline(nodes: readonly TraceNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'repeat') return `${node.runs.length}×${node.sql}`;
      if (node.kind === 'event') return node.event.kind === 'query' ? node.event.sql : node.event.kind;
      const { open, close } = node;
      const name = open.kind === 'layer-entered' ? open.layer : open.kind.split('-')[0];
      return `${name}(${outline(node.inside)})${close === null ? '…' : ''}`;
    })
    .join(' ');
}

describe('a trace as a tree', () => {
  it('has what a layer called inside the layer', () => {
    expect(outline(traceTree(plain.slice(0, 8)))).toBe('signal-sent Outer(Inner(url-resolved view()))');
  });

  it('leaves what breaks off open', () => {
    expect(outline(traceTree([entered('A'), entered('B'), query('S')]))).toBe('A(B(S)…)…');
  });

  it('folds the same SQL in a row of queries, at the place of the first', () => {
    const queries = ['books', 'author', 'shop', 'author', 'shop', 'author'].map((sql) => query(sql));
    expect(outline(traceTree([entered('A'), ...queries, left('A')]))).toBe('A(books 3×author 2×shop)');
  });

  it('folds nothing over what happened in between', () => {
    expect(outline(traceTree([query('S'), ...core().slice(0, 1), query('S')]))).toBe('S url-resolved S');
  });
});
