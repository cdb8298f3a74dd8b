import { call, type FileProgram, OPEN_FLAGS } from '@opta/journal-fs';
import { COMPARE_BUFFER_BYTES } from '../constants.js';

/** Program: whether two files have the same bytes, in constant memory. What is no plain file has none. */
export function* isSameFile(first: string, second: string): FileProgram<boolean> {
  const one = yield* call.open(first, OPEN_FLAGS.readFile);
  try {
    const other = yield* call.open(second, OPEN_FLAGS.readFile);
    try {
      return yield* isSameContent(one, other);
    } finally {
      yield* call.close(other);
    }
  } finally {
    yield* call.close(one);
  }
}

function* isSameContent(one: number, other: number): FileProgram<boolean> {
  const stat = yield* call.fstat(one);
  const otherStat = yield* call.fstat(other);
  if (stat.kind !== 'file' || otherStat.kind !== 'file' || stat.size !== otherStat.size) return false;
  for (let position = 0; position < stat.size; position += COMPARE_BUFFER_BYTES) {
    const length = Math.min(COMPARE_BUFFER_BYTES, stat.size - position);
    const bytes = yield* readAt(one, position, length);
    if (!bytes.equals(yield* readAt(other, position, length))) return false;
  }
  return true;
}

function* readAt(fd: number, position: number, length: number): FileProgram<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const count = yield* call.read(fd, buffer, filled, length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
