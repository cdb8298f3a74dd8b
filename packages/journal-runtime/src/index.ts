export type { BindOptions, EventBus } from './bind-bus.js';
export type { ConfigProblem } from './config/config-problem.js';
export { type ExplainedSetting, explainJournalingConfig } from './config/explain-journaling-config.js';
export {
  type JournalingConfig,
  type JournalingConfigInput,
  journalingConfigSchema,
} from './config/journaling-config.js';
export { type LoadJournalingConfigOptions, loadJournalingConfig } from './config/load-journaling-config.js';
export { retentionPolicyOf } from './config/retention-policy-of.js';
export { createRuntimeJournal } from './create-runtime-journal.js';
export { JournalRuntimeError, type JournalRuntimeErrorCode } from './errors.js';
export type { JournalEvent, JournalRecord } from './events/journal-event.js';
export type {
  CodedError,
  Failure,
  FinalizeOptions,
  FinalizeResult,
  JournalRecovery,
  JournalRetention,
  JournalState,
  JournalStatus,
  NoteKind,
  RuntimeJournal,
  RuntimeJournalOptions,
  StartInfo,
  StartResult,
  UpdateLogResult,
} from './runtime-journal.js';
export type { ChatInput } from './session-log/chat-input.js';
export {
  type WriteSessionLogOptions,
  type WrittenSessionLog,
  writeSessionLog,
} from './session-log/write-session-log.js';
export type { WrittenUpdateLog } from './update-log/create-update-log-writer.js';
export type { FanOutTarget } from './update-log/fan-out-targets.js';
export {
  type FanOutDone,
  type FanOutFailure,
  type FanOutOptions,
  type FanOutReport,
  fanOutUpdateLog,
} from './update-log/fan-out-update-log.js';
export type { UpdateLogInput } from './update-log/update-log-input.js';
export { type WriteUpdateLogOptions, writeUpdateLog } from './update-log/write-update-log.js';
