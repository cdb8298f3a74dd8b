import type { SessionLog } from '@opta/journal-format';
import type { Ledger, SessionRecovery, SummaryEnd } from '@opta/journal-summary';
import { describeFullHeap } from '../heartbeat/full-heap.js';
import type { Heartbeat } from '../heartbeat/heartbeat.js';
import type { FoldedEventLog } from './fold-event-log.js';
import type { SessionEnd } from './session-end.js';

/** How a session without an end of its own came to it, as far as that is known. */
export type UnrecordedEnd = 'killed' | 'power' | 'unknown';

/**
 * The log of a session from what its event log and its last heartbeat say. A pure function of these, so that
 * every recovery gives the same one.
 */
export function buildRecoveredLog(
  folded: FoldedEventLog,
  startedAt: number,
  unrecorded: { ended: UnrecordedEnd; heartbeat: Heartbeat | undefined },
): SessionLog {
  const { summary, end } = folded;
  return summary.toSessionLog(
    end === undefined ? openEnd(folded, startedAt, unrecorded) : recordedEnd(folded, end),
  );
}

/** Where the event log is whole, this is what the runtime itself would have published. */
function recordedEnd(folded: FoldedEventLog, end: SessionEnd): SummaryEnd {
  const { damage, last, summary } = folded;
  const ledger = end.ledger as Ledger | null;
  const lost = Math.max(0, (ledger?.written ?? summary.total) - summary.total);
  const recovery: SessionRecovery = {
    isEndKnown: true,
    ...(last === undefined ? {} : { last }),
    missingRecords: lost,
    damage,
  };
  return {
    endedAt: Date.parse(end.ended_at),
    durationMs: end.duration_ms,
    status: end.status,
    ...(end.reason === null ? {} : { reason: end.reason }),
    ...(end.summary === null ? {} : { summary: end.summary }),
    ...(ledger === null ? {} : { ledger }),
    ...(end.redactions === undefined ? {} : { redactions: end.redactions }),
    ...(lost === 0 && damage.spans === 0 ? {} : { recovery }),
  };
}

function openEnd(
  { last, damage, sequence }: FoldedEventLog,
  startedAt: number,
  { ended, heartbeat }: { ended: UnrecordedEnd; heartbeat: Heartbeat | undefined },
): SummaryEnd {
  const known = lastKnown(startedAt, last, heartbeat);
  const recovery: SessionRecovery = {
    isEndKnown: false,
    ...(last === undefined ? {} : { last }),
    ...(heartbeat === undefined ? {} : { heartbeat: { time: heartbeat.time, sequence: heartbeat.sequence } }),
    missingRecords: sequence.missing,
    damage,
  };
  return { ...known, ...unrecordedStatus(ended, heartbeat), recovery };
}

/** The heartbeat counts its time by a clock that never jumps; where it is the later one, that is the duration. */
function lastKnown(
  startedAt: number,
  last: { time: number } | undefined,
  heartbeat: Heartbeat | undefined,
): { endedAt: number; durationMs: number } {
  const endedAt = Math.max(startedAt, last?.time ?? startedAt, heartbeat?.time ?? startedAt);
  const durationMs =
    heartbeat !== undefined && heartbeat.time === endedAt ? heartbeat.elapsed_ms : endedAt - startedAt;
  return { endedAt, durationMs };
}

/** A kill says nothing of its reason; a heap that was nearly full just before does. */
export function unrecordedStatus(
  ended: UnrecordedEnd,
  heartbeat: Heartbeat | undefined,
): { status: string; reason?: string } {
  const fullHeap = ended === 'killed' && heartbeat !== undefined ? describeFullHeap(heartbeat) : undefined;
  return fullHeap === undefined ? { status: ended } : { status: 'oom', reason: fullHeap };
}
