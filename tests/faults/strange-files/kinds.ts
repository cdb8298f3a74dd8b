import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { missingRequirement } from 'test-kit';
import { CANARY_NAMES } from './outside.js';

/** What somebody has put where the journal expects one of its own. */
export interface StrangeKind {
  name: string;
  /** @param outside - a folder of `makeOutside` */
  plant(path: string, outside: string): void;
  /** Also a person may use that as a log folder: then it is inside. */
  mayBeLogFolder?: boolean;
  /** Its bytes are those of the folder too, and no program can tell: it may be read, and never be changed. */
  mayBeRead?: boolean;
}

/** What the sparse file seems to have. */
export const SPARSE_BYTES = 2 ** 30;

const KINDS: readonly StrangeKind[] = [
  {
    name: 'link to a file',
    plant: (path, outside) => symlinkSync(outsideFile(path, outside), path),
  },
  { name: 'link to a folder', mayBeLogFolder: true, plant: (path, outside) => symlinkSync(outside, path) },
  { name: 'link to itself', plant: (path) => symlinkSync(path, path) },
  { name: 'link to nothing', plant: (path, outside) => symlinkSync(join(outside, 'not-there'), path) },
  { name: 'link to /etc/passwd', plant: (path) => symlinkSync('/etc/passwd', path) },
  { name: 'FIFO', plant: (path) => void execFileSync('mkfifo', [path]) },
  {
    name: 'socket',
    plant: (path) => void execFileSync('python3', ['-c', BIND_SOCKET, path]),
  },
  { name: 'device', plant: (path) => void execFileSync('mknod', [path, 'c', '1', '5']) },
  {
    name: 'hard link to a file',
    mayBeRead: true,
    plant: (path, outside) => linkSync(outsideFile(path, outside), path),
  },
  {
    name: 'folder',
    mayBeLogFolder: true,
    plant(path) {
      mkdirSync(path);
      writeFileSync(join(path, 'note.md'), '# Mine\n');
    },
  },
  {
    name: 'sparse file of 1 GiB',
    plant(path) {
      writeFileSync(path, '');
      truncateSync(path, SPARSE_BYTES);
    },
  },
];

/** A relative name keeps below the 108 bytes that the address of a socket may have. */
const BIND_SOCKET = `
import os, socket, sys
os.chdir(os.path.dirname(sys.argv[1]))
socket.socket(socket.AF_UNIX).bind(os.path.basename(sys.argv[1]))
`;

/** What each needs; the others need nothing. */
const REQUIREMENTS: Record<string, Parameters<typeof missingRequirement>[0]> = {
  socket: { programs: { python3: 'python3' } },
  device: { root: true, programs: { mknod: 'coreutils' } },
};

/** The kinds that can be made here, and why the others cannot. */
export function strangeKinds(): { possible: StrangeKind[]; missing: string[] } {
  const possible: StrangeKind[] = [];
  const missing: string[] = [];
  for (const kind of KINDS) {
    const why = missingRequirement(REQUIREMENTS[kind.name] ?? {});
    if (why === undefined) possible.push(kind);
    else missing.push(`${kind.name}: ${why}`);
  }
  return { possible, missing };
}

/** A file outside that looks like what is expected at a place. */
function outsideFile(path: string, outside: string): string {
  const name = CANARY_NAMES[extname(path)] ?? CANARY_NAMES['.txt'];
  return join(outside, name as string);
}
