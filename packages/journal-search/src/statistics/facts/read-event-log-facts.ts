import { parseLogFileName } from '@opta/journal-format';
import { createRedactor } from '@opta/journal-redact';
import type { EventLogEntry, SessionLogEntry } from '@opta/journal-store';
import type { FailureSnapshot, Summary } from '@opta/journal-summary';
import type { TimeSlice } from '../../time-slice.js';
import type { RuntimeFiles } from '../runtimes/listed-runtime.js';
import { type FoldedEventLog, foldEventLog } from './fold-event-log.js';
import { mergeFailures } from './merge-failures.js';
import type { FactsSource } from './read-facts.js';
import { readModelTables } from './read-model-tables.js';
import { emptyModel, type FailureFacts, type ModelFacts, type RuntimeFacts } from './runtime-facts.js';
import { endInSessionLog, startInSessionLog } from './session-log-times.js';

/** Failures that say that a model did not come into memory. */
const LOAD_FAILURES = ['quarantined', 'model_compatibility_recorded', 'model_load_failed'];

const OFFSET = /(?:Z|[+-]\d\d:\d\d)$/;

/**
 * The facts of a runtime with an event log. Models come from the tables of the session log that it gives, so that
 * statistics and session logs say the same.
 */
export async function readEventLogFacts(
  { store, redaction }: FactsSource,
  { eventLog, sessionLog }: Extract<RuntimeFiles, { eventLog: SessionLogEntry }>,
  slice: TimeSlice,
): Promise<RuntimeFacts> {
  const entry = toEventLogEntry(eventLog);
  const redactor = createRedactor(redaction);
  const folded = await foldEventLog(store, entry, { startedAt: eventLog.createdAt, redactor, slice });
  const { summary, start, damage } = folded;
  const startedAt = startInSessionLog(sessionLog) ?? start?.started_at ?? startOfOldLog(eventLog, folded);
  const lastAt = folded.lastAt ?? startedAt;
  const recorded = recordedEnd(folded);
  const end =
    sessionLog === undefined ? recorded : endInSessionLog(sessionLog, startedAt, recorded?.endedAt ?? lastAt);
  const snapshot = summary.snapshot();
  const log = summary.toSessionLog({
    endedAt: end?.endedAt ?? lastAt,
    durationMs: end?.uptimeMs ?? 0,
    status: end?.status ?? 'running',
  });
  const model = sessionLog?.model ?? start?.model;
  return {
    device: sessionLog?.device ?? start?.device ?? entry.device,
    ...(model === undefined ? {} : { model }),
    startedAt,
    lastAt,
    ...(end === undefined ? {} : { end: { status: end.status, uptimeMs: end.uptimeMs } }),
    events: summary.total,
    models: withLatencies(
      withLoadFailures(readModelTables(log.details ?? []), snapshot.failures),
      summary.latencies(),
    ),
    modelsInMemory: snapshot.modelsInMemory,
    failures: failureFacts(snapshot.failures),
    ...(damage.places === 0 ? {} : { damage }),
  };
}

function toEventLogEntry(entry: SessionLogEntry): EventLogEntry {
  const { fileName, segments = [fileName], size, modifiedAt, date = '', time = '', archived } = entry;
  const name = parseLogFileName(fileName);
  const device = name?.kind === 'events' ? name.rest : '';
  return {
    ...{ fileName, segments, size, modifiedAt, date, time, device },
    ...(archived === undefined ? {} : { archived }),
  };
}

/** The name has the local time of the runtime; the events say how far that was from UTC. */
function startOfOldLog(
  { date, time, createdAt }: SessionLogEntry,
  { firstTimestamp = '' }: FoldedEventLog,
): number {
  const offset = OFFSET.exec(firstTimestamp)?.[0];
  return offset === undefined ? createdAt : Date.parse(`${date}T${time}${offset}`);
}

function recordedEnd({ end }: FoldedEventLog) {
  return end && { status: end.status, endedAt: end.ended_at, uptimeMs: end.duration_ms };
}

function withLoadFailures(models: ModelFacts[], failures: readonly FailureSnapshot[]): ModelFacts[] {
  const byName = new Map(models.map((model) => [model.model, model]));
  for (const { type, subject, count } of failures) {
    if (subject === undefined || !LOAD_FAILURES.includes(type)) continue;
    const model = byName.get(subject) ?? emptyModel(subject);
    model.loadFailures += count;
    byName.set(subject, model);
  }
  return [...byName.values()];
}

function withLatencies(models: ModelFacts[], latencies: ReturnType<Summary['latencies']>): ModelFacts[] {
  const byName = new Map(latencies.map(({ model, latency }) => [model, latency]));
  return models.map((model) => {
    const latency = byName.get(model.model);
    return latency === undefined ? model : { ...model, latency };
  });
}

/** Without the differences of messages, of which the last one stays. */
function failureFacts(failures: readonly FailureSnapshot[]): FailureFacts[] {
  const groups = new Map<string, FailureFacts>();
  for (const { type, subject, message, count, lastAt } of failures) {
    const key = JSON.stringify([type, subject]);
    const failure: FailureFacts = {
      ...{ type, count, lastAt },
      ...(subject === undefined ? {} : { subject }),
      ...(message === undefined ? {} : { lastMessage: message }),
    };
    groups.set(key, mergeFailures(groups.get(key), failure));
  }
  return [...groups.values()];
}
