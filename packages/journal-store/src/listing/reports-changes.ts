import { readFileSync, statfsSync } from 'node:fs';
import { LEAST_QUEUED_CHANGES } from '../constants.js';

/**
 * File systems of a disk or of the memory of this machine: whatever is changed there, is changed by its own kernel.
 * Source: statfs(2).
 */
const LOCAL_FILE_SYSTEMS: ReadonlySet<number> = new Set([
  0xef53, // ext2, ext3, ext4
  0x58465342, // XFS
  0x9123683e, // Btrfs
  0xf2f52010, // F2FS
  0x2fc12fc1, // ZFS
  0xca451a4e, // bcachefs
  0x01021994, // tmpfs
]);

/**
 * Whether the system reports a change of a file in a folder before the call that made it returns, whoever makes it.
 * Linux does for disks of its own, but not for what other machines change. macOS reports some time later, other
 * systems have not been looked at.
 */
export function reportsChanges(directory: string): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return LOCAL_FILE_SYSTEMS.has(statfsSync(directory).type) && queueLimit() >= LEAST_QUEUED_CHANGES;
  } catch {
    // Gone, or no /proc.
    return false;
  }
}

/** How many changes the system keeps until they are taken. */
function queueLimit(): number {
  return Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'latin1'));
}
