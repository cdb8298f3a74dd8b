import { isoTimestamp } from '@opta/journal-format';
import type { SummaryEnd } from '@opta/journal-summary';

/** Data of `journal_session_end`: all that the session log needs and no event says. */
export function sessionEndData(end: SummaryEnd, timeZone: string): Record<string, unknown> {
  return {
    ended_at: isoTimestamp(end.endedAt, timeZone),
    duration_ms: end.durationMs,
    status: end.status,
    reason: end.reason ?? null,
    summary: end.summary ?? null,
    ledger: end.ledger ?? null,
  };
}
