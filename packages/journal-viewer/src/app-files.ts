import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

export interface AppFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** Absent where that would save nothing. */
  zipped?: Uint8Array<ArrayBuffer>;
  type: string;
  /** Changes with the content. */
  digest: string;
  /** Whether another content has another name. */
  isHashed: boolean;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** Beside this file in the package; where it runs from its sources, in what was built of them. */
const PLACES = ['./app/', '../dist/app/'];

/**
 * Every file of the browser's part, by its path with `/`.
 *
 * @param places - folders in which they may be, from this file; the first that has them counts
 * @throws {Error} where none has them
 */
export function readAppFiles(places: readonly string[] = PLACES): ReadonlyMap<string, AppFile> {
  const { directory, names } = findFiles(places);
  return new Map(names.map((name) => [name.replaceAll(sep, '/'), readAppFile(join(directory, name), name)]));
}

function findFiles(places: readonly string[]): { directory: string; names: string[] } {
  for (const place of places) {
    const directory = fileURLToPath(new URL(place, import.meta.url));
    const names = listFiles(directory);
    if (names.includes('index.html')) return { directory, names };
  }
  const place = fileURLToPath(new URL('./app/', import.meta.url));
  throw new Error(
    `The files of the viewer are not in ${place}. Install @opta/journal-viewer again; where a bundler took it in, leave it out of the bundle; in its repository, run its build.`,
  );
}

function listFiles(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(
      (name) => extname(name) in TYPES,
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readAppFile(path: string, name: string): AppFile {
  const bytes = new Uint8Array(readFileSync(path));
  const zipped = new Uint8Array(gzipSync(bytes, { level: 9 }));
  return {
    bytes,
    ...(zipped.length < bytes.length ? { zipped } : {}),
    type: TYPES[extname(name)] as string,
    digest: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    isHashed: name.startsWith(`assets${sep}`),
  };
}
