import { call, type FileProgram, OPEN_FLAGS } from '@opta/journal-fs';

/** Program: opens a file for writing once more; undefined where another one has its name. */
export function* reopenFile(path: string, inode: bigint): FileProgram<number | undefined> {
  const fd = yield* call.open(path, OPEN_FLAGS.writeFile);
  const { kind, ino } = yield* call.fstat(fd);
  if (kind === 'file' && ino === inode) return fd;
  yield* call.close(fd);
  return undefined;
}
