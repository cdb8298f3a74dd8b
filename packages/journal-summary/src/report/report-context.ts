import { formatDuration, type NamedValue, zonedTime } from '@opta/journal-format';
import { MAX_DURATION_MS, MAX_TIME_MS } from '../constants.js';
import type { SummaryState } from '../fold/summary-state.js';
import type { Ledger, SummaryEnd, SummarySession } from '../types.js';

/** The session with its metadata as the log shows them. */
export interface SessionFacts extends Omit<SummarySession, 'metadata'> {
  metadata: NamedValue[];
}

/** How one moment or span of the session is told. */
export interface ReportContext {
  state: SummaryState;
  session: SessionFacts;
  end: SummaryEnd;
  endedAt: number;
  running: boolean;
  /** `HH:MM:SS` of the whole session. */
  duration: string;
  ledger: Ledger | undefined;
  /** Time of the day in the session's zone, with the date where it is not the first day's. */
  clock(time: number): string;
  /** One instant, or the first and the last. */
  when(span: { count: number; firstAt: number; lastAt: number }): string;
}

export function createReportContext(
  state: SummaryState,
  session: SessionFacts,
  end: SummaryEnd,
): ReportContext {
  const firstDay = zonedTime(session.startedAt, session.timeZone).date;
  const endedAt = isWithin(end.endedAt, MAX_TIME_MS) ? end.endedAt : (state.last?.time ?? session.startedAt);
  const clock = (time: number): string => {
    const local = zonedTime(time, session.timeZone);
    return local.date === firstDay ? local.time : `${local.date} ${local.time}`;
  };
  return {
    state,
    session,
    end,
    endedAt,
    running: end.status === 'running',
    duration: formatDuration(
      isWithin(end.durationMs, MAX_DURATION_MS) ? end.durationMs : Math.max(0, endedAt - session.startedAt),
    ),
    ledger: end.ledger,
    clock,
    when: ({ count, firstAt, lastAt }) =>
      count === 1 || clock(firstAt) === clock(lastAt)
        ? clock(firstAt)
        : `${clock(firstAt)} to ${clock(lastAt)}`,
  };
}

function isWithin(value: unknown, max: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= max;
}
