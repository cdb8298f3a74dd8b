import { dirname, resolve } from 'node:path';
import { call } from './call.js';
import { errnoOf } from './errno-of.js';
import type { FileProgram } from './types.js';

/** Program: the path itself if it exists, else its nearest parent that does. Links are followed. */
export function* findExisting(path: string): FileProgram<string> {
  let current = resolve(path);
  for (;;) {
    try {
      yield* call.stat(current);
      return current;
    } catch (error) {
      const parent = dirname(current);
      if (errnoOf(error) !== 'ENOENT' || parent === current) throw error;
      current = parent;
    }
  }
}
