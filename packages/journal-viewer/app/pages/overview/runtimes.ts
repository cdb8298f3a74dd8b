import type { SessionLogEntry } from '../../api/types.js';
import { parseDuration } from '../../shared/parse-duration.js';
import { selectSessions, toSessionRow } from '../sessions/session-rows.js';

/** A runtime of a server, as the listing of its logs tells of it. */
export interface Runtime {
  /** Under which its session has a page: the name of a log, or `current`. */
  name: string;
  /** Epoch milliseconds. */
  startedAt: number;
  /** Epoch milliseconds; of one that runs: now; undefined where nothing tells. */
  endedAt: number | undefined;
  /** As its session log has it; `no log yet` where there is only an event log. */
  status: string;
  device?: string | undefined;
  /** Whether another runtime has written its session log afterwards. */
  isRecovered: boolean;
}

/**
 * The runtimes in a page of the listing, in which session logs and event logs stand side by side.
 *
 * @param running - file name of the event log that is being written
 * @param now - epoch milliseconds
 */
export function listRuntimes(
  entries: readonly SessionLogEntry[],
  { running, now }: { running: string | undefined; now: number },
): Runtime[] {
  const shown = new Set(selectSessions(entries.map(toSessionRow), true).map(({ name }) => name));
  return entries
    .filter(({ filename }) => shown.has(filename))
    .map((entry) => (entry.kind === 'session' ? ofSessionLog(entry) : ofEventLog(entry, running, now)));
}

function ofSessionLog(entry: SessionLogEntry): Runtime {
  const startedAt = Date.parse(entry.created_at);
  const ended = Date.parse(String(entry.frontmatter.ended));
  return {
    name: entry.filename,
    startedAt,
    endedAt: Number.isNaN(ended)
      ? startedAt + (parseDuration(entry.duration) ?? 0)
      : Math.max(startedAt, ended),
    // The original programs write none, and a session log at a clean end only.
    status: entry.status ?? 'clean',
    device: entry.device,
    isRecovered: entry.frontmatter.recovered === true,
  };
}

/** Its file's time says nothing of the end: a clone or a copy changes that. */
function ofEventLog(entry: SessionLogEntry, running: string | undefined, now: number): Runtime {
  const isRunning = entry.filename === running;
  return {
    name: isRunning ? 'current' : entry.filename,
    startedAt: Date.parse(entry.created_at),
    endedAt: isRunning ? now : undefined,
    status: isRunning ? 'running' : 'no log yet',
    device: entry.device,
    isRecovered: false,
  };
}
