import type { DamagedSpan } from './event-record.js';

type Place = Pick<DamagedSpan, 'segment' | 'byteOffset' | 'lineNumber'>;

/** A line of so many bytes that it is not read. */
export function tooLongSpan(place: Place, length: number, maxLineBytes: number): DamagedSpan {
  return { kind: 'damaged', ...place, length, reason: `a line of more than ${maxLineBytes} bytes` };
}
