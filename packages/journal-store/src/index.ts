export { ARCHIVE_DIRECTORY, COMPRESSED_ENDING } from './constants.js';
export { createJournalStore } from './create-journal-store.js';
export { JournalStoreError, type JournalStoreErrorCode } from './errors.js';
export type {
  AppendRecord,
  EventLog,
  EventLogStats,
  OpenEventLogOptions,
} from './event-log/event-log.js';
export type { JournalStart } from './event-log/journal-start.js';
export { checkEnding, checkOf, findLineCheck, type LineCheck } from './event-log/line-check.js';
export { createTypePattern } from './events/create-type-pattern.js';
export type { DamagedSpan, EventFilter, EventRecord } from './events/event-record.js';
export { findEventInLine } from './events/find-event-in-line.js';
export type { EventLogSource } from './events/find-event-log-files.js';
export { type EventLine, type LineRecord, parseEventLine } from './events/parse-event-line.js';
export { RecordSequence } from './events/record-sequence.js';
export type { EventLogFinding, EventLogVerification } from './events/verify-event-log.js';
export type { JournalStore, JournalStoreOptions } from './journal-store.js';
export { type JsonText, type JsonTextLimits, type Truncation, toJsonText } from './json/to-json-text.js';
export { LocalClock } from './listing/local-clock.js';
export type {
  EventLogEntry,
  FoundSessionLog,
  LogEntry,
  Page,
  PageQuery,
  SessionLogEntry,
  SessionLogQuery,
  UpdateLogEntry,
  UpdateLogQuery,
} from './listing/log-entry.js';
export type { EventLogPair } from './listing/pair-event-logs.js';
export type {
  PublishedLog,
  PublishedSessionLog,
  PublishSessionLogOptions,
  PublishUpdateLogOptions,
} from './publishing/publish-log.js';
export type { LogText, ReadLogOptions } from './reading/read-log.js';
export type { RestoredLog } from './retention/restore-log.js';
export type {
  HeldReason,
  KeptReason,
  PlannedFile,
  RetentionPlan,
  RetentionReason,
  RetentionResult,
  RetentionUnit,
  SkippedReason,
} from './retention/retention-plan.js';
export type { RetentionPolicy, UpdateLogPolicy } from './retention/retention-policy.js';
