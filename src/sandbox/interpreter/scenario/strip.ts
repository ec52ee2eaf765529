import { transformSync } from 'amaro';
import type { FileSet } from '../../protocol.ts';
import { codeError, sourceLine } from './code-error.ts';

/** What amaro throws: a plain object, no Error. Lines count from 1, columns from 0. */
interface AmaroError {
  readonly code: 'InvalidSyntax' | 'UnsupportedSyntax';
  readonly message: string;
  readonly snippet: string;
  readonly startLine: number;
  readonly startColumn: number;
}

/**
 * The JavaScript of a TypeScript module, as Node makes it: types become spaces, so every line and column stays.
 * @throws {SandboxError} a `code` fault when the file doesn't parse, or uses TypeScript that is more than types (`enum`)
 */
export function stripTypes(files: FileSet, file: string): string {
  try {
    return transformSync(files[file] ?? '', { mode: 'strip-only', module: true, filename: file }).code;
  } catch (error) {
    if (!isAmaroError(error)) throw error;
    throw codeError(
      'SyntaxError',
      withoutLongList(error.message),
      sourceLine(files, file, error.startLine, '<module>'),
      `${file}:${error.startLine}:${error.startColumn + 1}\n${error.snippet}`,
    );
  }
}

function isAmaroError(error: unknown): error is AmaroError {
  return typeof error === 'object' && error !== null && 'startLine' in error && 'snippet' in error;
}

/** The parser lists every token that could have stood there; past a few that helps nobody. */
function withoutLongList(message: string): string {
  const [what, expected] = message.split(/\. (?=Expected )/);
  if (what === undefined || expected === undefined || expected.split(', ').length <= 3) return message;
  return `${what}.`;
}
