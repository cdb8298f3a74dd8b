import type { FileCall, FileCallName, FileProgram, FileSystemCalls } from './types.js';

type CallHelpers = {
  readonly [K in FileCallName]: (
    ...args: Parameters<FileSystemCalls[K]>
  ) => FileProgram<ReturnType<FileSystemCalls[K]>>;
};

/**
 * Typed helpers for the body of a program: `const fd = yield* call.open(path, 'r')`.
 *
 * @example
 * ```ts
 * import { call, type FileProgram, nodeFileSystem, runProgram } from '@opta/journal-fs';
 *
 * function* sizeOf(path: string): FileProgram<number> {
 *   return (yield* call.stat(path)).size;
 * }
 * console.log(await runProgram(sizeOf('package.json'), nodeFileSystem.async));
 * ```
 */
export const call: CallHelpers = {
  open: (...args) => perform('open', args),
  write: (...args) => perform('write', args),
  read: (...args) => perform('read', args),
  fsync: (...args) => perform('fsync', args),
  fdatasync: (...args) => perform('fdatasync', args),
  close: (...args) => perform('close', args),
  ftruncate: (...args) => perform('ftruncate', args),
  fchmod: (...args) => perform('fchmod', args),
  fstat: (...args) => perform('fstat', args),
  link: (...args) => perform('link', args),
  rename: (...args) => perform('rename', args),
  unlink: (...args) => perform('unlink', args),
  mkdir: (...args) => perform('mkdir', args),
  chmod: (...args) => perform('chmod', args),
  rmdir: (...args) => perform('rmdir', args),
  readdir: (...args) => perform('readdir', args),
  readNames: (...args) => perform('readNames', args),
  stat: (...args) => perform('stat', args),
  lstat: (...args) => perform('lstat', args),
  readFile: (...args) => perform('readFile', args),
  realpath: (...args) => perform('realpath', args),
};

function* perform<K extends FileCallName>(
  name: K,
  args: Parameters<FileSystemCalls[K]>,
): FileProgram<ReturnType<FileSystemCalls[K]>> {
  return (yield { name, args } as FileCall) as ReturnType<FileSystemCalls[K]>;
}
