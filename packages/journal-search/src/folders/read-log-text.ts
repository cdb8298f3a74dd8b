import { readSync } from 'node:fs';
import { MAX_LOG_BYTES } from '../constants.js';
import { openPlainFile } from './open-plain-file.js';

/** Most logs are smaller. Memory of its own for each keeps the collector of garbage busy. */
const shared = Buffer.allocUnsafeSlow(65_536);

/** The beginning of a log as it is now; undefined where it is gone, or is no plain file any more. */
export function readLogText(path: string): string | undefined {
  const file = openPlainFile(path);
  if (file === undefined) return undefined;
  try {
    return readText(file.fd, file.size);
  } finally {
    file.close();
  }
}

function readText(fd: number, size: number): string {
  // One byte more, so that a log which has grown since is not cut unnoticed.
  const most = Math.min(size + 1, MAX_LOG_BYTES);
  const buffer = most <= shared.length ? shared : Buffer.allocUnsafe(most);
  let length = 0;
  while (length < most) {
    const count = readSync(fd, buffer, length, most - length, length);
    if (count === 0) break;
    length += count;
  }
  return buffer.toString('utf8', 0, length);
}
