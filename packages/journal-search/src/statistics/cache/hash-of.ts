import { createHash } from 'node:crypto';

/** A short text that is another one for another value. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
