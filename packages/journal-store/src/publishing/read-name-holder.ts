import { errnoOf, type FileProgram } from '@opta/journal-fs';
import { type LogHead, readLogHead } from '../listing/read-head.js';

/** What opening answers for something that is there and is no file of ours: a link, a socket, another user's. */
const SOMETHING_ELSE = ['ELOOP', 'ENXIO', 'EACCES', 'EPERM'];

/**
 * Program: what bears the name of a log.
 *
 * @throws the system's own error where that stays unknown: a log of ours must not be taken for another's because
 *   there was no descriptor left to read it
 */
export function* readNameHolder(
  path: string,
  buffer: Buffer,
): FileProgram<LogHead | 'nothing' | 'something else'> {
  try {
    return (yield* readLogHead(path, buffer)) ?? 'something else';
  } catch (error) {
    const errno = errnoOf(error) ?? '';
    if (errno === 'ENOENT') return 'nothing';
    if (SOMETHING_ELSE.includes(errno)) return 'something else';
    throw error;
  }
}
