export type { ConnectionInfo } from './admin-access.js';
export { type AdminGuard, type AdminGuardOptions, createAdminGuard } from './admin-guard.js';
export { createJournalApi, type JournalApi, type JournalApiOptions } from './create-journal-api.js';
export { JournalHttpError, type JournalHttpErrorCode } from './errors.js';
export type { JournalSource, LiveRecord, UpdateLogOutcome } from './journal-source.js';
