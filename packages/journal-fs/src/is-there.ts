import { call } from './call.js';
import { errnoOf } from './errno-of.js';
import type { FileProgram } from './types.js';

/**
 * Program: whether anything bears a name: a file, a folder, or a link, wherever it leads.
 *
 * @throws the system's own error where it cannot tell: a parent is a file, or may not be looked into
 * @remarks It is true of the moment of the call only. Whoever wants the name takes it with `publishFile` or `claimFile`.
 * @example
 * if (!(yield* isThere('logs/README.md'))) yield* publishFile({ directory: 'logs', name: 'README.md', content });
 */
export function* isThere(path: string): FileProgram<boolean> {
  try {
    yield* call.lstat(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}
