import { isoTimestamp } from '@opta/journal-format';
import type { SummaryEnd } from '@opta/journal-summary';
import { CLOSING_TYPE, MAX_END_BYTES } from '../constants.js';
import { type EncodedRecord, encodeOwnRecord } from '../events/encode-record.js';

/** The last record of a session: all that its log needs and that no event says. */
export function sessionEndRecord(end: SummaryEnd, timeZone: string): EncodedRecord | undefined {
  const data = {
    ended_at: isoTimestamp(end.endedAt, timeZone),
    duration_ms: end.durationMs,
    status: end.status,
    reason: end.reason ?? null,
    summary: end.summary ?? null,
    ledger: end.ledger ?? null,
    ...(end.redactions === undefined ? {} : { redactions: end.redactions }),
  };
  return encodeOwnRecord({ type: CLOSING_TYPE, data, time: end.endedAt }, { maxBytes: MAX_END_BYTES });
}
