import type { Batch } from './line-queue.js';

const CLOSING = /^\{"seq":\d+,"event_type":"journal_session_end"/;

/** The closing record of a session, as it can be appended again. */
export interface ClosingLine {
  /** Epoch milliseconds. */
  time: number;
  /** JSON text on one line. */
  data: string;
}

/** The closing record among lines that wait; it is the last one, if it is there. */
export function findClosingLine(batches: readonly Batch[]): ClosingLine | undefined {
  const batch = batches.at(-1);
  if (batch === undefined) return undefined;
  const line =
    batch.buffer
      .toString('utf8', 0, batch.length - 1)
      .split('\n')
      .at(-1) ?? '';
  if (!CLOSING.test(line)) return undefined;
  const { timestamp_unix: unix, data } = JSON.parse(line) as { timestamp_unix: number; data: unknown };
  return { time: unix * 1_000, data: JSON.stringify(data) };
}
