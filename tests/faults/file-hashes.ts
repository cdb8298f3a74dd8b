import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Path below a folder → hash of a file (compressed ones of what is in them), target of a link, or `folder`. */
export type FileHashes = ReadonlyMap<string, string>;

/** Everything below a folder but the journal's own state. */
export function hashFiles(folder: string): FileHashes {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const hashes = entries.map((entry): [string, string] => {
    const path = join(entry.parentPath, entry.name);
    return [relative(folder, path), hashEntry(entry, path)];
  });
  return new Map(hashes.filter(([path]) => !path.split('/').includes('.opta-journal')).sort());
}

function hashEntry(entry: Dirent, path: string): string {
  if (entry.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  if (!entry.isFile()) return 'folder';
  const bytes = readFileSync(path);
  return createHash('sha256')
    .update(entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .digest('hex');
}

/** @throws where anything came, went or changed; the message begins with `what` and names the first path */
export function assertSameFiles(before: FileHashes, after: FileHashes, what: string): void {
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(path) === after.get(path)) continue;
    const change = !after.has(path) ? 'is gone' : before.has(path) ? 'has changed' : 'is new';
    throw new Error(`${what}: ${path} ${change}`);
  }
}
