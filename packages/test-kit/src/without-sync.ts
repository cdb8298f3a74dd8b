import type { FileSystemLike } from './fault-file-system.js';

/** The same file system without its slowest calls. No test can tell whether bytes would survive a power cut. */
export function withoutSync<Base extends FileSystemLike>(base: Base): Base {
  return {
    ...base,
    sync: { ...base.sync, fsync: () => {}, fdatasync: () => {} },
    async: { ...base.async, fsync: async () => {}, fdatasync: async () => {} },
  };
}
