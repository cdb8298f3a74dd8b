import { NAMES } from './names.js';

const STALE = '0123456789abcdef0123456789abcdef';

const LOG_FOLDERS = ['sessions', 'updates'];

const STATE = ['', '/tmp', '/claims', '/heartbeats', '/sessions', '/endings', '/replaced'];

const SESSION_STATE_FILES = [
  '.gitignore',
  'README.md',
  'retention-accepted.json',
  'retention-seen.json',
  `${NAMES.eventLog}.reserve`,
  `tmp/${STALE}.tmp`,
  `tmp/${STALE}.claim`,
  'heartbeats/session-of-somebody.json',
  'sessions/session-of-somebody.json',
];

const SESSIONS = [
  'README.md',
  'SESSION_FORMAT.md',
  'pinned.txt',
  'archive',
  'archive/2026-01',
  `archive/2026-01/${NAMES.dueSessionLog}`,
  `archive/2026-01/${NAMES.dueEventLog}.gz`,
  'archive/2025-12',
  `archive/2025-12/${NAMES.archivedSessionLog}`,
  `archive/2025-12/${NAMES.archivedEventLog}.gz`,
  NAMES.eventLog,
  NAMES.nextSegment,
  NAMES.sessionLog,
  NAMES.dueEventLog,
  NAMES.dueSessionLog,
  NAMES.killedEventLog,
  NAMES.killedSessionLog,
  '2026-01-09-1200-studio-strange.md',
  '2026-01-09-120000-studio-events.jsonl',
  '2026-01-09-120000-studio-events.2.jsonl',
];

const UPDATES = [
  'README.md',
  'last-numbers.txt',
  'archive',
  NAMES.updateLog,
  '009_2026-01-09_strange.md',
  '.opta-journal/claims/1.json',
  '.opta-journal/claims/1.done.json',
  '.opta-journal/claims/2.json',
  '.opta-journal/claims/2.done.json',
];

/** Every place where the journal reads, writes, renames or deletes, below the folder of both log folders. */
export const PLACES: readonly string[] = [
  ...LOG_FOLDERS,
  ...STATE.map((path) => `sessions/.opta-journal${path}`),
  ...STATE.slice(0, 3).map((path) => `updates/.opta-journal${path}`),
  ...SESSION_STATE_FILES.map((name) => `sessions/.opta-journal/${name}`),
  ...SESSIONS.map((name) => `sessions/${name}`),
  ...UPDATES.map((name) => `updates/${name}`),
];

export function isLogFolder(place: string): boolean {
  return LOG_FOLDERS.includes(place);
}
