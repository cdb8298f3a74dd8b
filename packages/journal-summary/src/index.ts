export { createSummary } from './create-summary.js';
export { JournalSummaryError, type JournalSummaryErrorCode } from './errors.js';
export { mergeLatencies } from './merge-latencies.js';
export type {
  DamagedPlace,
  FailureSnapshot,
  LatencySketch,
  Ledger,
  ModelSnapshot,
  Percentiles,
  RecoveryDamage,
  SessionRecovery,
  Summary,
  SummaryEnd,
  SummaryEvent,
  SummarySession,
  SummarySnapshot,
  SummaryStatus,
} from './types.js';
