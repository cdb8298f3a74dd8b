import { createHash } from 'node:crypto';

/** A short text that is another one for another value, and that may be part of a file name. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
