/** What a path or descriptor is, in the units that comparisons need. */
export interface FileStat {
  kind: 'file' | 'directory' | 'symlink' | 'other';
  /** Bytes. */
  size: number;
  /** Permission bits only, `0o0000` to `0o7777`. */
  mode: number;
  mtimeNs: bigint;
  ctimeNs: bigint;
  ino: bigint;
  dev: bigint;
  nlink: number;
  uid: number;
  gid: number;
  /** Milliseconds since the epoch; 0 or the time of change where the system keeps none. */
  birthtimeMs: number;
}

/**
 * The calls that a program may make. They mean what the functions of those names in `node:fs` mean, where it has one;
 * numbers are file descriptors. They throw errors that carry an errno as `code`.
 */
export interface FileSystemCalls {
  open(path: string, flags: number | string, mode?: number): number;
  /** Returns the number of bytes written, which may be smaller than `length`. */
  write(fd: number, data: Uint8Array, offset: number, length: number, position: number | null): number;
  /** Returns the number of bytes read; 0 at the end of the file. */
  read(fd: number, buffer: Uint8Array, offset: number, length: number, position: number | null): number;
  fsync(fd: number): void;
  fdatasync(fd: number): void;
  close(fd: number): void;
  ftruncate(fd: number, length: number): void;
  fchmod(fd: number, mode: number): void;
  fstat(fd: number): FileStat;
  link(existing: string, path: string): void;
  rename(from: string, to: string): void;
  unlink(path: string): void;
  mkdir(path: string, mode: number): void;
  chmod(path: string, mode: number): void;
  rmdir(path: string): void;
  readdir(path: string): string[];
  /**
   * What `readdir` returns, in any order: `readdir` sorts, which is a third of its time in a folder of 100,000.
   *
   * @param onNames - told of them in parts meanwhile
   */
  readNames(path: string, onNames?: (names: string[]) => void): string[];
  /** Follows symbolic links. */
  stat(path: string): FileStat;
  /** Does not follow a symbolic link in the last place. */
  lstat(path: string): FileStat;
  readFile(path: string): Uint8Array;
  realpath(path: string): string;
}

export type FileCallName = keyof FileSystemCalls;

/** Answers every call at once. */
export type SyncFileSystem = FileSystemCalls;

/** Answers every call with a promise. */
export type AsyncFileSystem = {
  [K in FileCallName]: (...args: Parameters<FileSystemCalls[K]>) => Promise<ReturnType<FileSystemCalls[K]>>;
};

/** Both ways to the same disk. Everything that touches the disk takes one as `fileSystem`. */
export interface FileSystem {
  sync: SyncFileSystem;
  async: AsyncFileSystem;
}

/** One call that a program asks its driver to make. */
export type FileCall = {
  [K in FileCallName]: { readonly name: K; readonly args: Parameters<FileSystemCalls[K]> };
}[FileCallName];

/** A wait of `milliseconds`, which a program asks for so that others come first. */
export interface FilePause {
  readonly name: 'pause';
  readonly milliseconds: number;
}

/**
 * A sequence of file-system calls, one at a time. `runProgram` and `runProgramSync` make them; a test can make
 * them with a driver that fails or stops at any step.
 */
export type FileProgram<T> = Generator<FileCall | FilePause, T, unknown>;
