import { readCurrentSession } from './current-session.js';
import { listFindings, repairFindings } from './doctor.js';
import { followEvents } from './follow-events.js';
import { readHealth } from './health.js';
import { listSessionLogs, listUpdateLogs } from './list-logs.js';
import { readLogEvents } from './log-events.js';
import { readOpenApi, readOpenApiPage } from './openapi.js';
import { readSessionLog, readUpdateLog } from './read-log.js';
import { applyRetention, planRetention } from './retention.js';
import type { Route } from './route.js';
import { readStatistics, searchLogs } from './search-logs.js';
import { redirectToViewer, serveViewer } from './serve-viewer.js';
import { writeNote } from './write-note.js';
import { writeUpdateLog } from './write-update.js';

/** Every route by its `operationId`. Where two fit a path, the first one is taken. */
export const ROUTES = {
  listSessionLogs: { method: 'GET', path: '/admin/logs/sessions', handle: listSessionLogs },
  readCurrentSession: { method: 'GET', path: '/admin/logs/sessions/current', handle: readCurrentSession },
  readLogEvents: { method: 'GET', path: '/admin/logs/sessions/{name}/events', handle: readLogEvents },
  readSessionLog: { method: 'GET', path: '/admin/logs/sessions/{name}', handle: readSessionLog },
  listUpdateLogs: { method: 'GET', path: '/admin/logs/updates', handle: listUpdateLogs },
  writeUpdateLog: { method: 'POST', path: '/admin/logs/updates', handle: writeUpdateLog },
  readUpdateLog: { method: 'GET', path: '/admin/logs/updates/{name}', handle: readUpdateLog },
  searchLogs: { method: 'GET', path: '/admin/logs/search', handle: searchLogs },
  readStatistics: { method: 'GET', path: '/admin/logs/stats', handle: readStatistics },
  writeNote: { method: 'POST', path: '/admin/logs/notes', handle: writeNote },
  planRetention: { method: 'GET', path: '/admin/logs/retention', handle: planRetention },
  applyRetention: { method: 'POST', path: '/admin/logs/retention', handle: applyRetention },
  listFindings: { method: 'GET', path: '/admin/logs/doctor', handle: listFindings },
  repairFindings: { method: 'POST', path: '/admin/logs/doctor', handle: repairFindings },
  readHealth: { method: 'GET', path: '/admin/logs/health', handle: readHealth },
  readOpenApi: { method: 'GET', path: '/admin/logs/openapi.json', handle: readOpenApi },
  readOpenApiPage: { method: 'GET', path: '/admin/logs/openapi', handle: readOpenApiPage },
  followEvents: { method: 'GET', path: '/admin/events', handle: followEvents },
  redirectToViewer: { method: 'GET', path: '/admin/journal', handle: redirectToViewer },
  serveViewer: { method: 'GET', path: '/admin/journal/{path}', handle: serveViewer },
} as const satisfies Record<string, Route>;

export type OperationId = keyof typeof ROUTES;
