import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const BLOCK_BYTES = 512;
const REGULAR_FILE = new Set(['0', '\0']);

/** The files of a package's tarball by name, without the leading `package/`. */
export function readTarball(path: string): Map<string, Buffer> {
  const archive = gunzipSync(readFileSync(path));
  const files = new Map<string, Buffer>();
  let offset = 0;
  while (offset + BLOCK_BYTES <= archive.length && archive[offset] !== 0) {
    const header = archive.subarray(offset, offset + BLOCK_BYTES);
    const size = Number.parseInt(field(header, 124, 12), 8);
    const name = [field(header, 345, 155), field(header, 0, 100)].filter((part) => part !== '').join('/');
    const type = header.toString('latin1', 156, 157);
    if (!REGULAR_FILE.has(type)) throw new Error(`${path} holds ${name}, which is no regular file (${type})`);
    const begin = offset + BLOCK_BYTES;
    files.set(name.replace(/^package\//, ''), archive.subarray(begin, begin + size));
    offset = begin + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
  return files;
}

function field(header: Buffer, begin: number, length: number): string {
  return header
    .toString('utf8', begin, begin + length)
    .replace(/\0.*$/s, '')
    .trim();
}
