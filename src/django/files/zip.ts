import { inflateSync } from 'fflate';

/** A file in a zip archive, as its central directory tells. All sizes and offsets are bytes. */
export interface ZipEntry {
  /** With `/`, no leading one. */
  readonly path: string;
  readonly size: number;
  readonly compressedSize: number;
  /** Where the local header starts. */
  readonly offset: number;
  readonly deflated: boolean;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_LENGTH = 22;
const LOCAL_HEADER_LENGTH = 30;

/**
 * The files of an archive without their content: plain data, good for as long as the archive's bytes are the same.
 * Reads what `zipSync` of fflate writes: no comment at the end, no zip64, no encryption.
 * @throws {Error} when the bytes are no such archive
 */
export function listZip(archive: Uint8Array): ZipEntry[] {
  const view = viewOf(archive);
  const end = archive.length - END_LENGTH;
  if (end < 0 || view.getUint32(end, true) !== END_OF_DIRECTORY)
    throw new Error(`These ${archive.length} bytes are no zip archive: its end is missing.`);
  const entries: ZipEntry[] = [];
  const decoder = new TextDecoder();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY)
      throw new Error(`This zip archive has no directory entry at byte ${at}.`);
    const nameLength = view.getUint16(at + 28, true);
    const path = decoder.decode(archive.subarray(at + 46, at + 46 + nameLength));
    const method = view.getUint16(at + 10, true);
    if (method !== 0 && method !== 8)
      throw new Error(`${path} is compressed by method ${method}; only deflate (8) and none (0) are known.`);
    entries.push({
      path,
      size: view.getUint32(at + 24, true),
      compressedSize: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
      deflated: method === 8,
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The content of one file of the archive that `listZip` listed. */
export function readZipEntry(archive: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = viewOf(archive);
  const { offset, size, compressedSize } = entry;
  // The local header may carry other extra fields than the directory does.
  const start =
    offset + LOCAL_HEADER_LENGTH + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const bytes = archive.subarray(start, start + compressedSize);
  return entry.deflated ? inflateSync(bytes, { out: new Uint8Array(size) }) : bytes.slice();
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
