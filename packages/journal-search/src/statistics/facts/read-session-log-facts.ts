import { join } from 'node:path';
import { type Detail, type EventCount, eventSeverity } from '@opta/journal-format';
import { parseSessionLog } from '@opta/journal-format/parse';
import { ARCHIVE_DIRECTORY, type JournalStore, type SessionLogEntry } from '@opta/journal-store';
import { readLogText } from '../../folders/read-log-text.js';
import type { TimeSlice } from '../../time-slice.js';
import { readModelTables } from './read-model-tables.js';
import { emptyModel, type FailureFacts, type ModelFacts, type RuntimeFacts } from './runtime-facts.js';
import { endInSessionLog } from './session-log-times.js';
import { splitTables } from './split-tables.js';

const NO_MODEL = '(no model)';

/** The facts of a runtime of which only the session log is there: its frontmatter and the tables under Notes. */
export async function readSessionLogFacts(
  store: JournalStore,
  entry: SessionLogEntry,
  slice: TimeSlice,
): Promise<RuntimeFacts> {
  const { device, model, createdAt: startedAt } = entry;
  const { counts, details } = await readTables(readText(store, entry), slice);
  const { endedAt, status, uptimeMs } = endInSessionLog(entry, startedAt, startedAt);
  return {
    device: device ?? '(no device)',
    ...(model === undefined ? {} : { model }),
    startedAt,
    lastAt: endedAt,
    end: { status, uptimeMs },
    events: sum(counts),
    models: [...readModelTables(details), ...unnamedModel(counts, details)],
    modelsInMemory: [],
    failures: failuresOf(counts, endedAt),
  };
}

/**
 * Session logs lie in the archive as they are. The store's `readLog` would look for the event log too, in all that are
 * there.
 */
function readText({ sessionLogsDir }: JournalStore, { fileName, archived }: SessionLogEntry): string {
  const folder = archived === undefined ? sessionLogsDir : join(sessionLogsDir, ARCHIVE_DIRECTORY, archived);
  const text = readLogText(join(folder, fileName));
  if (text === undefined) throw new Error('it is gone, or is no plain file any more');
  return text;
}

async function readTables(
  text: string,
  slice: TimeSlice,
): Promise<{ counts: EventCount[]; details: Detail[] }> {
  const counts: EventCount[] = [];
  const details: Detail[] = [];
  for (const part of splitTables(text)) {
    if (slice.isOver) await slice.rest();
    const log = parseSessionLog(part);
    counts.push(...(log.eventCounts ?? []));
    details.push(...(log.details ?? []));
  }
  return { counts, details };
}

/** What happened to models where no table says to which. */
function unnamedModel(counts: readonly EventCount[], details: readonly Detail[]): ModelFacts[] {
  const countOf = (type: string, table: string): number =>
    details.some(({ title }) => title === table) ? 0 : sum(counts.filter((count) => count.type === type));
  const model: ModelFacts = {
    ...emptyModel(NO_MODEL),
    loads: countOf('model_loaded', 'Models'),
    unloads: countOf('model_unloaded', 'Models'),
    completedRequests: countOf('request_completed', 'Requests'),
    failedRequests: countOf('request_failed', 'Requests'),
  };
  const { loads, unloads, completedRequests, failedRequests } = model;
  return loads + unloads + completedRequests + failedRequests === 0 ? [] : [model];
}

/** By their types alone; when each of them happened is not known. */
function failuresOf(counts: readonly EventCount[], endedAt: number): FailureFacts[] {
  return counts
    .filter(({ type, count }) => count > 0 && ['error', 'critical'].includes(eventSeverity(type)))
    .map(({ type, count }) => ({ type, count, lastAt: endedAt }));
}

function sum(counts: readonly EventCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
