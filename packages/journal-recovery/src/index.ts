export { JournalRecoveryError, type JournalRecoveryErrorCode } from './errors.js';
export {
  createSessionPulse,
  type SessionPulse,
  type SessionPulseOptions,
} from './heartbeat/create-session-pulse.js';
export { type HostIdentity, readHostIdentity } from './host/host-identity.js';
export type { ProcessState } from './host/process-start.js';
export type { LeftReason } from './owner/judge-owner.js';
export { planRecovery } from './plan-recovery.js';
export { type PreviewOptions, previewSession, type SessionPreview } from './preview-session.js';
export { type PublishOnceOptions, publishOnce } from './publishing/publish-once.js';
export { recover } from './recover.js';
export type { RecoveryOptions } from './recovery-options.js';
export type { PlanRecoveryOptions, RecoverableSession, RecoveryPlan } from './recovery-plan.js';
export type { FailedSession, LeftSession, RecoveredSession, RecoveryReport } from './recovery-report.js';
export { type LoggedSession, summarizeEventLog, summarizeEventLogSync } from './summarize-event-log.js';
