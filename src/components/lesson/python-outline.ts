/** A statement's lines, joined where brackets, strings or backslashes carry it on. Lines count from 1. */
interface LogicalLine {
  readonly first: number;
  readonly last: number;
  readonly indent: number;
  readonly text: string;
}

/** A class or function of a Python module, or a name that the module gives a value. Lines count from 1. */
export interface Definition {
  /** With the classes and functions that it lies in: `BaseHandler.load_middleware`. */
  readonly name: string;
  /** The first decorator's line, where there are any. */
  readonly first: number;
  readonly last: number;
}

/**
 * What a Python module defines, in the order of its lines. Found by indentation: `text` has to be valid Python indented
 * by spaces. A name that is defined twice stands here twice.
 */
export function pythonOutline(text: string): readonly Definition[] {
  const found: Definition[] = [];
  const open: { name: string; first: number; indent: number; last: number }[] = [];
  let decorated: LogicalLine | null = null;
  const closeFrom = (indent: number): void => {
    for (let block = open.at(-1); block !== undefined && block.indent >= indent; block = open.at(-1)) {
      open.pop();
      found.push({ name: block.name, first: block.first, last: block.last });
    }
  };
  for (const line of logicalLines(text)) {
    closeFrom(line.indent);
    for (const block of open) block.last = line.last;
    if (line.text.startsWith('@')) {
      decorated ??= line;
      continue;
    }
    const [, block, assigned] =
      /^(?:(?:class|(?:async\s+)?def)\s+(\w+)|(\w+)\s*(?::[^=]+)?=(?!=))/.exec(line.text) ?? [];
    const name = [...open.map((outer) => outer.name).slice(-1), block ?? assigned].join('.');
    const first = decorated?.first ?? line.first;
    if (block !== undefined) open.push({ name, first, indent: line.indent, last: line.last });
    else if (assigned !== undefined && line.indent === 0) found.push({ name, first, last: line.last });
    decorated = null;
  }
  closeFrom(0);
  return found.toSorted((one, other) => one.first - other.first || other.last - one.last);
}

/** Comments and empty lines are none. */
function logicalLines(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  // A string, a comment, a bracket, the end of a line that a backslash hides or doesn't: all that can matter here.
  const token =
    /("""|''')(?:\\[\s\S]|(?!\1)[\s\S])*\1|(["'])(?:\\[\s\S]|(?!\2)[^\n])*\2|#[^\n]*|[([{]|[)\]}]|\\\n|\n|[^"'#()[\]{}\\\n]+|\\/g;
  let depth = 0;
  let row = 1;
  let first = 1;
  let written = '';
  const end = (): void => {
    if (written.trim() !== '') {
      const statement = written.trimStart();
      lines.push({ first, last: row, indent: written.length - statement.length, text: statement });
    }
    written = '';
  };
  for (const [piece] of text.matchAll(token)) {
    if (piece === '\n' && depth === 0) {
      end();
      row += 1;
      first = row;
      continue;
    }
    if ('([{'.includes(piece)) depth += 1;
    else if (')]}'.includes(piece)) depth -= 1;
    if (!piece.startsWith('#')) written += piece;
    row += piece.split('\n').length - 1;
  }
  end();
  return lines;
}
