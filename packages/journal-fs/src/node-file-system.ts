import * as fs from 'node:fs';
import { promisify } from 'node:util';
import type { AsyncFileSystem, FileStat, FileSystem, SyncFileSystem } from './types.js';

const { O_CREAT, O_DIRECTORY = 0, O_EXCL, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY, O_WRONLY } = fs.constants;

/**
 * Flags for `call.open` that never follow a symbolic link in the last place. (Windows has no such flag; it is
 * left out there.)
 */
export const OPEN_FLAGS: {
  readonly createExclusive: number;
  readonly readFile: number;
  readonly writeFile: number;
  readonly readDirectory: number;
} = {
  /** Write to a file that did not exist before. */
  createExclusive: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
  /** Read. Opening a FIFO does not wait for its writer. */
  readFile: O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
  /** Write to a file that exists. Opening a FIFO does not wait for its reader. */
  writeFile: O_WRONLY | O_NOFOLLOW | O_NONBLOCK,
  /** A folder, to sync it. Follows links: a log folder may be one. */
  readDirectory: O_RDONLY | O_DIRECTORY,
};

const sync: SyncFileSystem = {
  open: fs.openSync,
  write: (fd, data, offset, length, position) => fs.writeSync(fd, data, offset, length, position),
  read: (fd, buffer, offset, length, position) => fs.readSync(fd, buffer, offset, length, position),
  fsync: fs.fsyncSync,
  fdatasync: fs.fdatasyncSync,
  close: fs.closeSync,
  ftruncate: fs.ftruncateSync,
  fchmod: fs.fchmodSync,
  fstat: (fd) => toFileStat(fs.fstatSync(fd, { bigint: true })),
  link: fs.linkSync,
  rename: fs.renameSync,
  unlink: fs.unlinkSync,
  mkdir: (path, mode) => void fs.mkdirSync(path, { mode }),
  chmod: fs.chmodSync,
  rmdir: (path) => fs.rmdirSync(path),
  readdir: (path) => fs.readdirSync(path),
  readNames: readNamesSync,
  stat: (path) => toFileStat(fs.statSync(path, { bigint: true })),
  lstat: (path) => toFileStat(fs.lstatSync(path, { bigint: true })),
  readFile: (path) => fs.readFileSync(path),
  realpath: (path) => fs.realpathSync.native(path),
};

/** Names that the system is asked for at a time. */
const NAMES_AT_ONCE = 1_024;

const open = promisify(fs.open);
const write = promisify(fs.write);
const read = promisify(fs.read);
const fstat = promisify(fs.fstat);
const realpath = promisify(fs.realpath.native);

// Plain descriptors, not FileHandle: a descriptor can be handed to the synchronous calls in the last moment.
const async: AsyncFileSystem = {
  open: (path, flags, mode) => open(path, flags, mode ?? 0o666),
  write: async (fd, data, offset, length, position) =>
    (await write(fd, data, offset, length, position)).bytesWritten,
  read: async (fd, buffer, offset, length, position) =>
    (await read(fd, buffer, offset, length, position)).bytesRead,
  fsync: promisify(fs.fsync),
  fdatasync: promisify(fs.fdatasync),
  close: promisify(fs.close),
  ftruncate: promisify(fs.ftruncate),
  fchmod: promisify(fs.fchmod),
  fstat: async (fd) => toFileStat(await fstat(fd, { bigint: true })),
  link: fs.promises.link,
  rename: fs.promises.rename,
  unlink: fs.promises.unlink,
  mkdir: async (path, mode) => void (await fs.promises.mkdir(path, { mode })),
  chmod: fs.promises.chmod,
  rmdir: (path) => fs.promises.rmdir(path),
  readdir: (path) => fs.promises.readdir(path),
  readNames,
  stat: async (path) => toFileStat(await fs.promises.stat(path, { bigint: true })),
  lstat: async (path) => toFileStat(await fs.promises.lstat(path, { bigint: true })),
  readFile: (path) => fs.promises.readFile(path),
  realpath: (path) => realpath(path),
};

/** The disk of this machine, through `node:fs`. */
export const nodeFileSystem: FileSystem = { sync, async };

/** While one part is looked at, a thread fetches the next one. */
async function readNames(path: string, onNames?: (names: string[]) => void): Promise<string[]> {
  const directory = await fs.promises.opendir(path, { bufferSize: NAMES_AT_ONCE });
  const names: string[] = [];
  try {
    let reading = directory.read();
    for (;;) {
      const part = takeNames(directory, await reading);
      const isLast = part.length < NAMES_AT_ONCE;
      if (!isLast) {
        reading = directory.read();
        // Whoever awaits it hears of it; nobody does if `onNames` throws.
        reading.catch(() => undefined);
      }
      if (part.length > 0) onNames?.(part);
      for (const name of part) names.push(name);
      if (isLast) return names;
    }
  } finally {
    await directory.close();
  }
}

function readNamesSync(path: string, onNames?: (names: string[]) => void): string[] {
  const directory = fs.opendirSync(path, { bufferSize: NAMES_AT_ONCE });
  const names: string[] = [];
  try {
    for (;;) {
      const part = takeNames(directory, directory.readSync());
      if (part.length > 0) onNames?.(part);
      for (const name of part) names.push(name);
      if (part.length < NAMES_AT_ONCE) return names;
    }
  } finally {
    directory.closeSync();
  }
}

/** As many names as the system was asked for with the first: they are at hand without asking it again. */
function takeNames(directory: fs.Dir, first: fs.Dirent | null): string[] {
  const names: string[] = [];
  for (let entry = first; entry !== null; entry = directory.readSync()) {
    names.push(entry.name);
    if (names.length === NAMES_AT_ONCE) break;
  }
  return names;
}

function toFileStat(stats: fs.BigIntStats): FileStat {
  return {
    kind: kindOf(stats),
    size: Number(stats.size),
    mode: Number(stats.mode & 0o7777n),
    mtimeNs: stats.mtimeNs,
    ctimeNs: stats.ctimeNs,
    ino: stats.ino,
    dev: stats.dev,
    nlink: Number(stats.nlink),
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    birthtimeMs: Number(stats.birthtimeMs),
  };
}

function kindOf(stats: fs.BigIntStats): FileStat['kind'] {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  return stats.isSymbolicLink() ? 'symlink' : 'other';
}
