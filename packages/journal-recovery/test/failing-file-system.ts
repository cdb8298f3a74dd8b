import { type FileCallName, type FileSystem, nodeFileSystem } from '@opta/journal-fs';

type AnyCall = (...args: unknown[]) => unknown;

export interface FailingFileSystem extends FileSystem {
  calls: number;
  /** Of all calls that were made. */
  names: Set<FileCallName>;
}

/**
 * The real disk, on which certain calls fail without an effect.
 *
 * @param fails - decides by the number of the call, from 1
 */
export function createFailingFileSystem(fails: (call: number) => boolean): FailingFileSystem {
  function perform(name: FileCallName, args: unknown[]): unknown {
    fileSystem.calls += 1;
    fileSystem.names.add(name);
    // A close always closes: descriptors of a process that died are closed too.
    if (fails(fileSystem.calls) && name !== 'close') {
      throw Object.assign(new Error(`EIO: injected, ${name}`), { code: 'EIO', syscall: name });
    }
    // Nothing here takes the power away, and a thousand real syncs take minutes.
    if (name === 'fsync' || name === 'fdatasync') return undefined;
    return (nodeFileSystem.sync[name] as AnyCall)(...args);
  }
  const names = Object.keys(nodeFileSystem.sync) as FileCallName[];
  const sync = names.map((name) => [name, (...args: unknown[]) => perform(name, args)]);
  const async = names.map((name) => [name, async (...args: unknown[]) => perform(name, args)]);
  const fileSystem: FailingFileSystem = {
    calls: 0,
    names: new Set(),
    sync: Object.fromEntries(sync),
    async: Object.fromEntries(async),
  };
  return fileSystem;
}
