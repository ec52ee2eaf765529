import { init, parse, type StaticImport } from 'es-module-lexer';
import type { SourceLine } from '../../../trace/events.ts';
import type { FileSet } from '../../protocol.ts';
import { codeError, sourceLine } from './code-error.ts';

/** One import of a module, resolved to a file of the project. `start` and `end` span the specifier in the code. */
export interface ResolvedImport {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly at: SourceLine;
  /** The names it takes from there; empty for `import './x.ts'` and `import * as`. */
  readonly names: readonly string[];
}

/** A module's imports and what it exports. */
export interface ModuleShape {
  readonly imports: readonly ResolvedImport[];
  /** Null when an `export *` makes the names unknown. */
  readonly exports: readonly string[] | null;
}

/** Compiles the lexer; to be awaited once before `shapeOf`. */
export const readyToRead = init;

/**
 * Reads the imports and exports of `file`, whose types are stripped already (`code`).
 * @throws {SandboxError} a `code` fault for an import of anything but a file of the project
 */
export function shapeOf(files: FileSet, file: string, code: string): ModuleShape {
  const [found, exported] = parse(code, file);
  const imports: ResolvedImport[] = [];
  for (const each of found) {
    if (each.type === 'import-meta') continue;
    const line = code.slice(0, each.importStart).split('\n').length;
    const at = sourceLine(files, file, line, '<module>');
    if (each.type === 'dynamic') {
      throw importError(
        at,
        'Modules cannot be imported while the code runs. Write the import at the top of the file.',
      );
    }
    const target = resolve(files, each.specifier, at);
    imports.push({ file: target, start: each.start, end: each.end, at, names: importedNames(code, each) });
  }
  const open = exported.some((each) => each.type === 'reexport-all');
  const names = exported.flatMap((each) => (each.type === 'reexport-all' ? [] : [each.name]));
  return { imports, exports: open ? null : names };
}

/**
 * Checks that `target` exports every name that `wanted` takes from it: engines say so without a line.
 * @throws {SandboxError} a `code` fault at the import
 */
export function checkNames(files: FileSet, wanted: ResolvedImport, target: ModuleShape): void {
  if (target.exports === null) return;
  for (const name of wanted.names) {
    if (target.exports.includes(name)) continue;
    const remedy = exportsType(files, wanted.file, name)
      ? 'it is a type only. Write "import type" for it.'
      : 'nothing of that name is exported there. Write "export" before its declaration.';
    throw importError(wanted.at, `Cannot import ${name} from ${wanted.file}: ${remedy}`);
  }
}

function resolve(files: FileSet, specifier: string, at: SourceLine): string {
  if (!/^\.{1,2}\//.test(specifier)) {
    throw importError(
      at,
      `Cannot import "${specifier}": only the project's own files can be, by a path that starts with "./".`,
    );
  }
  const path = join(at.file, specifier);
  if (path !== null && Object.hasOwn(files, path)) {
    if (path.endsWith('.ts')) return path;
    throw importError(at, `Cannot import "${specifier}": only TypeScript files (.ts) can be.`);
  }
  const withExtension = specifier.replace(/(\.js)?$/, '.ts');
  const other = join(at.file, withExtension);
  if (other !== null && Object.hasOwn(files, other)) {
    throw importError(
      at,
      `Cannot import "${specifier}". Write "${withExtension}": Node needs the extension.`,
    );
  }
  const known = Object.keys(files)
    .filter((name) => name.endsWith('.ts'))
    .sort();
  throw importError(
    at,
    `Cannot import "${specifier}": the project has no such file. Its TypeScript files: ${known.join(', ')}.`,
  );
}

/** `specifier` seen from `file`, relative to the project's root; null when it leaves the project. */
function join(file: string, specifier: string): string | null {
  const path = file.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '.' || step === '') continue;
    if (step !== '..') path.push(step);
    else if (path.pop() === undefined) return null;
  }
  return path.join('/');
}

/** The names between `import` and the specifier: `default` for a default import, the name there for `a as b`. */
function importedNames(code: string, found: StaticImport): string[] {
  const clause = code
    .slice(found.importStart, found.start)
    .replace(/\/\*.*?\*\/|\/\/.*$/gms, '')
    .replace(/\s*from\s*['"]$/, '');
  const braces = /\{([^}]*)\}/.exec(clause);
  const named = (braces?.[1] ?? '').split(',').map((each) => each.trim().split(/\s+as\s+/)[0] ?? '');
  const byDefault = /^import\s+[\w$]+\s*(,|$)/.test(clause) ? ['default'] : [];
  return [...byDefault, ...named.filter((name) => /^[\w$]+$/.test(name))];
}

/** Whether `file` declares `name` as a type: types are gone from the stripped code. */
function exportsType(files: FileSet, file: string, name: string): boolean {
  const [, exported] = parse(files[file] ?? '', file);
  return exported.some((each) => each.type !== 'reexport-all' && each.name === name && each.typeOnly);
}

function importError(at: SourceLine, message: string): Error {
  return codeError('ImportError', message, at);
}
