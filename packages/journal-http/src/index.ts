export type { ConnectionInfo } from './access/admin-access.js';
export { type AdminGuard, type AdminGuardOptions, createAdminGuard } from './access/admin-guard.js';
export { createJournalApi, type JournalApi, type JournalApiOptions } from './create-journal-api.js';
export { JournalHttpError, type JournalHttpErrorCode } from './errors.js';
export {
  createLogRenderer,
  type HtmlLogRenderer,
  type RenderableLog,
} from './html/create-log-renderer.js';
export type {
  DoctorFinding,
  JournalDoctor,
  JournalSearch,
  JournalViewer,
  SearchHit,
  SearchPage,
  SearchRequest,
  StatisticsRequest,
} from './journal-parts.js';
export type {
  JournalHealth,
  JournalSource,
  LiveRecord,
  LiveStatus,
  UpdateLogOutcome,
} from './journal-source.js';
