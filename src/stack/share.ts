import { deflateSync, Inflate } from 'fflate';
import * as z from 'zod/mini';
import { issuesOf } from './issues.ts';
import { problemsOf } from './problems.ts';
import { type Stack, stackSchema } from './schema.ts';

/** What a link carries: a stack, and the files of its Python that somebody edited. */
export interface Shared {
  readonly stack: Stack;
  /** Path → whole text; absent when nothing was edited. */
  readonly files?: Readonly<Record<string, string>>;
}

export type ReadShared =
  | { readonly ok: true; readonly shared: Shared }
  /** `problem` says what is wrong with the link, in a sentence. */
  | { readonly ok: false; readonly problem: string };

/** Raised by one when an older link can't be read any more. */
const version = 1;

/** Browsers, chats and mail programs pass on links of this length, in characters. */
export const MOST_IN_LINK = 16_000;

/** Unpacked, in bytes: a small link can be made that unpacks without end. */
const MOST_UNPACKED = 400_000;

export const sharedFilesSchema = z.record(
  z
    .string()
    .check(
      z.regex(
        /^(?:[A-Za-z0-9_-]+\/)*[A-Za-z0-9_.-]+\.(?:py|html)$/,
        'must be a path such as stack/layers.py',
      ),
    ),
  z.string().check(z.maxLength(60_000)),
);

const sharedSchema = z.strictObject({ stack: stackSchema, files: z.exactOptional(sharedFilesSchema) });

/**
 * The fragment of a link, without its `#`: the version, then JSON, deflated, in base64url.
 * @throws {RangeError} when the link would be too long for the places that links are sent through
 */
export function toFragment(shared: Shared): string {
  const packed = deflateSync(new TextEncoder().encode(JSON.stringify(shared)), { level: 9 });
  const fragment = `${version}.${toBase64Url(packed)}`;
  if (fragment.length > MOST_IN_LINK) {
    throw new RangeError(
      `The link would have ${fragment.length.toLocaleString('en')} characters, and ${MOST_IN_LINK.toLocaleString('en')} are the most that a link can carry: shorten the code, or send the files themselves.`,
    );
  }
  return fragment;
}

/** Reads a fragment, with or without its `#`. Never throws: what comes in a link may be anything. */
export function readFragment(fragment: string): ReadShared {
  const [, written, data] = /^#?(\d{1,6})\.([A-Za-z0-9_-]+)$/.exec(fragment) ?? [];
  if (written === undefined || data === undefined) {
    return broken('This link carries no stack that can be read: a part of it may have been cut off.');
  }
  if (Number(written) !== version) {
    return broken(`This link was made by another version of the site (${written}, and this is ${version}).`);
  }
  const text = unpack(data);
  if (text === null) return broken('This link is damaged: a part of it is missing or was changed.');
  const parsed = sharedSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = issuesOf(parsed.error);
    return broken(
      `This link holds a stack that makes no sense here: ${issue?.path.join('.') || 'it'}: ${issue?.message}.`,
    );
  }
  const { stack, files } = parsed.data as { stack: Stack; files?: Record<string, string> };
  const [problem] = problemsOf(stack);
  if (problem !== undefined) return broken(`This link holds a stack that makes no sense here: ${problem}.`);
  return { ok: true, shared: { stack, ...(files !== undefined && { files }) } };
}

function broken(problem: string): ReadShared {
  return { ok: false, problem };
}

/** Null when it can't be unpacked, or would never end. */
function unpack(data: string): string | null {
  try {
    const parts: Uint8Array[] = [];
    let size = 0;
    const inflate = new Inflate((part) => {
      size += part.length;
      if (size > MOST_UNPACKED) throw new RangeError('too much');
      parts.push(part);
    });
    inflate.push(fromBase64Url(data), true);
    return new TextDecoder('utf-8', { fatal: true }).decode(joined(parts, size));
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
}
