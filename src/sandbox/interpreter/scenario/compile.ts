import type { FileSet } from '../../protocol.ts';
import { codeError } from './code-error.ts';
import { moduleUrl } from './data-url.ts';
import { checkNames, type ModuleShape, readyToRead, shapeOf } from './imports.ts';
import { stripTypes } from './strip.ts';

/** A project's modules, ready to be imported by any engine. Plain data: it crosses into the room as it is. */
export interface CompiledModules {
  /** The entry's file name. */
  readonly entry: string;
  /** Each module after those it imports, the entry last. Importing one twice gives the same instance. */
  readonly modules: readonly { readonly file: string; readonly url: string }[];
  /** What the learner wrote, to quote from. */
  readonly sources: FileSet;
}

/**
 * Strips the types of `entry` and of every module it leads to, and links them.
 *
 * Resolves relative imports as Node does, extension included, and within `files` alone.
 * Two compilations never share an instance: a module's state starts afresh with each.
 * @throws {SandboxError} a `code` fault at the line that doesn't parse, imports what isn't there, or closes a circle
 */
export async function compileModules(
  files: FileSet,
  entry: string,
  salt: string = freshSalt(),
): Promise<CompiledModules> {
  await readyToRead();
  if (!Object.hasOwn(files, entry)) {
    throw codeError('ImportError', `The project has no ${entry}, and that is where it starts.`, null);
  }
  const linked = new Map<string, { readonly url: string; readonly shape: ModuleShape }>();

  /** Links `file` once, after what it imports. `importers` leads from the entry to it. */
  function link(file: string, importers: readonly string[]): { url: string; shape: ModuleShape } {
    const done = linked.get(file);
    if (done !== undefined) return done;
    const code = stripTypes(files, file);
    const shape = shapeOf(files, file, code);
    const path = [...importers, file];
    let out = '';
    let copied = 0;
    for (const each of shape.imports) {
      if (path.includes(each.file)) {
        const circle = [...path.slice(path.indexOf(each.file)), each.file].join(' → ');
        const remedy = 'Move what both need into a file of its own';
        throw codeError('ImportError', `Files import each other in a circle: ${circle}. ${remedy}.`, each.at);
      }
      const target = link(each.file, path);
      checkNames(files, each, target.shape);
      out += code.slice(copied, each.start) + target.url;
      copied = each.end;
    }
    const module = { url: moduleUrl(file, out + code.slice(copied), salt), shape };
    linked.set(file, module);
    return module;
  }

  link(entry, []);
  const modules = [...linked].map(([file, { url }]) => ({ file, url }));
  const sources = Object.fromEntries(modules.map(({ file }) => [file, files[file] ?? '']));
  return { entry, modules, sources };
}

/** Engines keep one instance per URL for as long as they live. */
function freshSalt(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(36)).join('');
}
