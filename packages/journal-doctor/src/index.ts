export { diagnose } from './diagnose/diagnose.js';
export { diagnoseMerge, type MergeDiagnosis, type MergeOptions } from './diagnose/diagnose-merge.js';
export { type DiagnoseNamesOptions, diagnoseNames, type NamedLog } from './diagnose/diagnose-names.js';
export type { DoctorOptions } from './doctor-options.js';
export { JournalDoctorError, type JournalDoctorErrorCode } from './errors.js';
export type {
  Claimant,
  Finding,
  FindingCode,
  FindingFacts,
  FindingOf,
  Folder,
  Severity,
  TimeSource,
} from './finding.js';
export { applyRepair, type RepairReport } from './repair/apply-repair.js';
export { planRepair } from './repair/plan-repair.js';
export { repair } from './repair/repair.js';
export type { PlanRepairOptions, RepairPlan, RepairStep, Unresolved } from './repair/repair-plan.js';
export type { StepResult } from './repair/step-result.js';
export { type ResolvedNumber, resolveNumber } from './resolve-number.js';
export { applyScrub } from './scrub/apply-scrub.js';
export type { Counts } from './scrub/counts.js';
export { planScrub } from './scrub/plan-scrub.js';
export type {
  FoundSecrets,
  LeftFile,
  ScrubOptions,
  ScrubParticipant,
  ScrubPlan,
  ScrubStep,
} from './scrub/scrub-plan.js';
export type { ScrubResult } from './scrub/scrub-result.js';
export type { KnownSecretRedactor, KnownSecrets, ScrubSecrets } from './scrub/scrub-secrets.js';
export type { Failure } from './to-failure.js';
export { type VerifyOptions, verify } from './verify/verify.js';
