import type { Batch } from './line-queue.js';

const NEWLINE = 0x0a;
const TYPE = /^\{"seq":\d+,"event_type":("(?:[^"\\]|\\.)*")/;

/** Bytes of a batch that are in the file as whole lines. */
export function wholeBytes(batch: Batch): number {
  return batch.buffer.subarray(0, batch.written).lastIndexOf(NEWLINE) + 1;
}

/** Calls back with the event type of every line of a batch that is not whole in the file. */
export function forEachLostLine(batch: Batch, callback: (type: string) => void): void {
  const text = batch.buffer.toString('utf8', wholeBytes(batch), batch.length);
  for (const line of text.split('\n')) {
    const quoted = TYPE.exec(line)?.[1];
    if (quoted !== undefined) callback(JSON.parse(quoted) as string);
  }
}
