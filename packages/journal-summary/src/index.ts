export { createSummary } from './create-summary.js';
export { JournalSummaryError, type JournalSummaryErrorCode } from './errors.js';
export type {
  FailureSnapshot,
  Ledger,
  ModelSnapshot,
  Percentiles,
  Summary,
  SummaryEnd,
  SummaryEvent,
  SummarySession,
  SummarySnapshot,
  SummaryStatus,
} from './types.js';
