import type { SessionLogEntry } from '@opta/journal-store';
import { parseDuration } from './parse-duration.js';
import type { RuntimeEnd } from './runtime-facts.js';

/** The begin in the frontmatter of a session log, in epoch milliseconds; old ones have only date and minute. */
export function startInSessionLog(sessionLog: SessionLogEntry | undefined): number | undefined {
  return instantOf(sessionLog?.frontmatter.started);
}

/**
 * The end as a session log tells it. The original programs write one only where they come to their end, so that one
 * without a status is that of a clean end.
 *
 * @param startedAt - the begin, in epoch milliseconds
 * @param lastAt - the last that is known from elsewhere; session logs have whole seconds
 */
export function endInSessionLog(
  { frontmatter, status = 'clean', duration }: SessionLogEntry,
  startedAt: number,
  lastAt: number,
): RuntimeEnd & { endedAt: number } {
  const durationMs = parseDuration(duration);
  const endedAt = Math.max(instantOf(frontmatter.ended) ?? startedAt + (durationMs ?? 0), lastAt);
  return { status, endedAt, uptimeMs: durationMs ?? Math.max(0, endedAt - startedAt) };
}

function instantOf(value: unknown): number | undefined {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}
