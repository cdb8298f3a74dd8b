import type { ReadRecord } from './read-record.js';

/** A record with the keys that it has in its event log, and the name of that. */
export function recordJson(record: ReadRecord): object {
  const { seq, eventType, timestamp, time, data, extra, eventLog } = record;
  return {
    ...(seq === undefined ? {} : { seq }),
    event_type: eventType,
    timestamp,
    timestamp_unix: Number.isNaN(time) ? null : time / 1_000,
    data: data ?? null,
    ...extra,
    event_log: eventLog,
  };
}
