export { diagnose } from './diagnose/diagnose.js';
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
export { verify } from './verify/verify.js';
