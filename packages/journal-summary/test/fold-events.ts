import { formatSessionLog, type SessionLog } from '@opta/journal-format';
import { createSummary, type Summary, type SummaryEnd, type SummaryEvent } from '../src/index.js';
import { at, sampleEnd, sampleSession } from './sample-session.js';

/** The sample session's summary after these events. */
export function summaryOf(events: readonly SummaryEvent[]): Summary {
  const summary = createSummary(sampleSession);
  for (const event of events) summary.add(event);
  return summary;
}

/** A clean end half an hour after the begin, unless said otherwise. */
export function logOf(events: readonly SummaryEvent[], end: Partial<SummaryEnd> = {}): SessionLog {
  const clean = { endedAt: at('2026-03-14 08:32:11'), durationMs: 1_800_000, status: 'clean' };
  return summaryOf(events).toSessionLog({ ...clean, ...end });
}

export function textOf(events: readonly SummaryEvent[], end: SummaryEnd = sampleEnd): string {
  return formatSessionLog(summaryOf(events).toSessionLog(end));
}

/** The table, picture or list of that title under Notes. */
export function detail(
  events: readonly SummaryEvent[],
  title: string,
  end: Partial<SummaryEnd> = {},
): unknown {
  return logOf(events, end).details?.find((one) => one.title === title);
}

/** The texts of the lines that begin with a word. */
export function linesWith(lines: SessionLog['summary'], begin: string): unknown[] {
  return (lines ?? []).filter((line) => typeof line === 'string' && line.startsWith(begin));
}
