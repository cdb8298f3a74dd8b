import { dirname, resolve } from 'node:path';
import { call } from './call.js';
import { errnoOf } from './errno-of.js';
import type { FileProgram, FileStat } from './types.js';

/** Program: the facts of a path if it exists, else of its nearest parent that does. Links are followed. */
export function* statNearest(path: string): FileProgram<FileStat> {
  let current = resolve(path);
  for (;;) {
    try {
      return yield* call.stat(current);
    } catch (error) {
      const parent = dirname(current);
      if (errnoOf(error) !== 'ENOENT' || parent === current) throw error;
      current = parent;
    }
  }
}
