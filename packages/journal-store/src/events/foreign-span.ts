import { quote } from '../errors.js';
import type { DamagedSpan } from './event-record.js';

/** A whole file that bears the name of a further segment and belongs to another session. */
export function foreignSpan(segment: number, session: string, length: number): DamagedSpan {
  const reason = `the file belongs to the session ${quote(session)}`;
  return { kind: 'foreign', segment, byteOffset: 0, length, lineNumber: 1, reason };
}
