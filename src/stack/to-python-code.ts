/** Python source as a small tree, printed as Black and Ruff format it: 88 columns, four spaces. */

const WIDTH = 88;
const INDENT = '    ';

/** Something in brackets that may need several lines. */
export interface Bracketed {
  readonly open: string;
  readonly items: readonly Expression[];
  readonly close: string;
  /** A dict or a list that needs several lines gives each item its own; a call first tries one line for them all. */
  readonly display: boolean;
  /** Several lines even when one would do, as the comma after a last item asks for. */
  readonly broken?: boolean;
  /** The brackets themselves appear only around an item that needs a line of its own. */
  readonly optional?: boolean;
}

export type Expression = string | Bracketed;

/** A line of code, of which `bracketed` is the part that may be broken. */
export interface Line {
  readonly before: string;
  readonly bracketed: Bracketed;
  readonly after: string;
}

/** A header that ends in a colon, and what stands below it. */
export interface Block {
  readonly kind: 'definition' | 'branch';
  readonly decorators: readonly string[];
  readonly header: string | Line;
  readonly body: readonly Statement[];
}

export type Statement = string | Line | Block;

/** A string literal with the quotes that need fewer escapes, double ones in doubt. */
export function pythonString(text: string): string {
  const count = (quote: string): number => text.split(quote).length - 1;
  const quote = count('"') > count("'") ? "'" : '"';
  const escaped = [...text].map((character) =>
    character === quote ? `\\${quote}` : escapeCharacter(character),
  );
  return `${quote}${escaped.join('')}${quote}`;
}

const named: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const invisible = code < 0x20 || (code >= 0x7f && code < 0xa0);
  return named[character] ?? (invisible ? `\\x${code.toString(16).padStart(2, '0')}` : character);
}

export function call(callee: string, ...items: readonly Expression[]): Bracketed {
  return { open: `${callee}(`, items, close: ')', display: false };
}

/** A dict literal of the entries, each value an expression. */
export function dict(entries: readonly (readonly [key: string, value: string])[]): Bracketed {
  const items = entries.map(([key, value]) => `${pythonString(key)}: ${value}`);
  return { open: '{', items, close: '}', display: true };
}

export function list(items: readonly string[]): Bracketed {
  return { open: '[', items, close: ']', display: true };
}

/** `target = value` */
export function assignment(target: string, value: string): Line {
  const bracketed = { open: '(', items: [value], close: ')', display: false, optional: true };
  return { before: `${target} = `, bracketed, after: '' };
}

/** `def name(parameters):`, `async def` when asked, and its body. */
export function definition(
  name: string,
  parameters: readonly string[],
  body: readonly Statement[],
  options: { readonly async?: boolean; readonly decorators?: readonly string[] } = {},
): Block {
  const before = options.async ? 'async def ' : 'def ';
  const header = { before, bracketed: call(name, ...parameters), after: ':' };
  return { kind: 'definition', decorators: options.decorators ?? [], header, body };
}

/** `class name(base):` */
export function classDefinition(name: string, base: string | null, body: readonly Statement[]): Block {
  const header = `class ${name}${base === null ? '' : `(${base})`}:`;
  return { kind: 'definition', decorators: [], header, body: body.length > 0 ? body : ['pass'] };
}

export function branch(header: string, body: readonly Statement[]): Block {
  return { kind: 'branch', decorators: [], header, body };
}

/** A module: its imports, then its definitions or other statements. */
export function printModule(imports: readonly Statement[], body: readonly Statement[]): string {
  const parts = [printLines(imports, 0, 'module'), printLines(body, 0, 'module')].filter(
    (lines) => lines.length > 0,
  );
  const gap = body.some((statement) => isDefinition(statement)) ? '\n\n\n' : '\n\n';
  return parts.length === 0 ? '' : `${parts.map((lines) => lines.join('\n')).join(gap)}\n`;
}

/** `from module import names`, in brackets when it is too long for one line. */
export function importFrom(module: string, names: readonly string[]): Statement {
  const before = `from ${module} import `;
  const flat = before + names.join(', ');
  return flat.length <= WIDTH
    ? flat
    : { before, bracketed: { open: '(', items: names, close: ')', display: true }, after: '' };
}

type Place = 'module' | Block['kind'];

function printLines(statements: readonly Statement[], depth: number, place: Place): string[] {
  const lines: string[] = [];
  const gap = place === 'module' ? ['', ''] : [''];
  statements.forEach((statement, index) => {
    const previous = statements[index - 1];
    const apart =
      previous === undefined
        ? place === 'branch' && isDefinition(statement)
        : isDefinition(statement) || isDefinition(previous) || endsInDefinition(previous);
    if (apart) lines.push(...gap);
    lines.push(...printStatement(statement, depth));
  });
  return lines;
}

function isDefinition(statement: Statement): boolean {
  return isBlock(statement) && statement.kind === 'definition';
}

function endsInDefinition(statement: Statement): boolean {
  const last = isBlock(statement) ? statement.body.at(-1) : undefined;
  return last !== undefined && isDefinition(last);
}

function isBlock(statement: Statement): statement is Block {
  return typeof statement !== 'string' && 'body' in statement;
}

function printStatement(statement: Statement, depth: number): string[] {
  const indent = INDENT.repeat(depth);
  if (typeof statement === 'string') return [indent + statement];
  if (!isBlock(statement)) return printLine(statement, depth);
  const { decorators, header, body, kind } = statement;
  return [
    ...decorators.map((decorator) => indent + decorator),
    ...(typeof header === 'string' ? [indent + header] : printLine(header, depth)),
    ...printLines(body, depth + 1, kind),
  ];
}

function printLine({ before, bracketed, after }: Line, depth: number): string[] {
  const indent = INDENT.repeat(depth);
  const oneLine = indent + before + flat(bracketed) + after;
  if (bracketed.items.length === 0 || (oneLine.length <= WIDTH && !bracketed.broken)) return [oneLine];
  const inner = INDENT.repeat(depth + 1);
  const together = inner + bracketed.items.map(flat).join(', ');
  if (bracketed.optional) return [`${indent}${before}(`, together, `${indent})${after}`];
  const items =
    !bracketed.display && together.length <= WIDTH
      ? [together]
      : bracketed.items.flatMap((item) => printItem(item, depth + 1));
  return [indent + before + bracketed.open, ...items, indent + bracketed.close + after];
}

function printItem(item: Expression, depth: number): string[] {
  if (typeof item === 'string') return [`${INDENT.repeat(depth)}${item},`];
  return printLine({ before: '', bracketed: item, after: ',' }, depth);
}

function flat(expression: Expression): string {
  if (typeof expression === 'string') return expression;
  const items = expression.items.map(flat).join(', ');
  return expression.optional ? items : expression.open + items + expression.close;
}
