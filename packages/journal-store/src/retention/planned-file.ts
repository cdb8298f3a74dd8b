import type { FileStat } from '@opta/journal-fs';
import type { PlannedFile } from './retention-plan.js';

/** A file as a plan knows it again. */
export function toPlannedFile(fileName: string, { size, ino, mtimeNs }: FileStat): PlannedFile {
  return { fileName, size, inode: String(ino), modifiedNs: String(mtimeNs) };
}

/** Whether a file is what it was. */
export function isSameFile(planned: PlannedFile, { kind, size, ino, mtimeNs }: FileStat): boolean {
  return (
    kind === 'file' &&
    size === planned.size &&
    String(ino) === planned.inode &&
    String(mtimeNs) === planned.modifiedNs
  );
}
