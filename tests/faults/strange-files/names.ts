/** When the life of `hosts/journal-life.ts` begins. */
export const NOW = Date.parse('2026-03-01T10:15:00Z');

/** What the files of that life are called, and of those before it. */
export const NAMES = {
  eventLog: '2026-03-01-101500-studio-events.jsonl',
  nextSegment: '2026-03-01-101500-studio-events.2.jsonl',
  sessionLog: '2026-03-01-1015-studio-strange.md',
  /** One that finished and is due for the archive. */
  dueEventLog: '2026-01-05-120000-studio-events.jsonl',
  dueSessionLog: '2026-01-05-1200-studio-due.md',
  /** One that is in the archive. */
  archivedEventLog: '2025-12-05-120000-studio-events.jsonl',
  archivedSessionLog: '2025-12-05-1200-studio-archived.md',
  /** One that was killed. */
  killedEventLog: '2026-02-20-120000-studio-events.jsonl',
  killedSessionLog: '2026-02-20-1200-studio-runtime-session.md',
  updateLog: '002_2026-03-01_strange.md',
} as const;
