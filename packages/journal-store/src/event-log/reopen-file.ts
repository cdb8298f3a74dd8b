import { call, type FileProgram, type FileStat, OPEN_FLAGS } from '@opta/journal-fs';
import { attempt } from '../attempt.js';

/**
 * Program: opens a file for writing once more; undefined where something else has its name.
 *
 * @param isExpected - tells by what the system says of a file whether it is the right one
 */
export function* reopenFile(
  path: string,
  isExpected: (stat: FileStat) => boolean,
): FileProgram<number | undefined> {
  const fd = yield* call.open(path, OPEN_FLAGS.writeFile);
  let isKept = false;
  try {
    const stat = yield* call.fstat(fd);
    isKept = stat.kind === 'file' && isExpected(stat);
    return isKept ? fd : undefined;
  } finally {
    if (!isKept) yield* attempt(call.close(fd));
  }
}
