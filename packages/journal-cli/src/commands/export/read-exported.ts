import { createRedactor, type Redactor } from '@opta/journal-redact';
import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import type { JournalPlace } from '../../place/journal-place.js';
import { listAll } from '../../place/list-all.js';
import type { WhenRange } from '../../time/when-range.js';
import type { ExportedKind, ExportOptions } from './export-logs.js';
import type { Exported } from './exported.js';

/** How far clocks of machines may differ, and the zone of a name from that of a reader. */
const DOUBT_MS = 86_400_000;

export interface ExportRequest {
  what: readonly ExportedKind[];
  options: ExportOptions;
  range: WhenRange;
  /** Told of what could not be read; the rest is exported. */
  onLeftOut: (message: string) => void;
}

/** Everything that is asked for, kind by kind, the oldest first. */
export async function* readExported(place: JournalPlace, request: ExportRequest): AsyncGenerator<Exported> {
  const redactor = createRedactor(place.config.redaction);
  for (const kind of request.what) {
    if (kind === 'sessions') yield* readSessions(place, request, redactor);
    else if (kind === 'updates') yield* readUpdates(place, request, redactor);
    else yield* readAllEvents(place, request, redactor);
  }
}

async function* readSessions(
  { store }: JournalPlace,
  { options, range, onLeftOut }: ExportRequest,
  redactor: Redactor,
): AsyncGenerator<Exported> {
  const entries = await listAll(
    (query) => store.listSessionLogs(query),
    { ...range.days, device: options.device },
    {
      limit: Number.POSITIVE_INFINITY,
      isMeant: ({ createdAt }) => createdAt >= range.from && createdAt <= range.to,
    },
  );
  for (const entry of entries.reverse()) {
    const text = await readText(store, entry.fileName, onLeftOut);
    if (text === undefined) continue;
    yield { kind: 'session', entry: redactor.redact(entry), text: redactor.redactText(text) };
  }
}

async function* readUpdates(
  { store }: JournalPlace,
  { range, onLeftOut }: ExportRequest,
  redactor: Redactor,
): AsyncGenerator<Exported> {
  const all = { limit: Number.POSITIVE_INFINITY, isMeant: () => true };
  const entries = await listAll((query) => store.listUpdateLogs(query), range.days, all);
  for (const entry of entries.reverse()) {
    const text = await readText(store, entry.fileName, onLeftOut);
    if (text === undefined) continue;
    yield { kind: 'update', entry: redactor.redact(entry), text: redactor.redactText(text) };
  }
}

async function* readAllEvents(
  { store }: JournalPlace,
  { options, range, onLeftOut }: ExportRequest,
  redactor: Redactor,
): AsyncGenerator<Exported> {
  const entries = (await store.listEventLogs()).filter((entry) => mayOverlap(entry, range));
  for (const entry of entries.reverse()) {
    const { fileName: eventLog } = entry;
    const records = store.readEvents(entry, {
      types: options.type,
      severity: options.severity,
      since: Number.isFinite(range.from) ? range.from : undefined,
      until: Number.isFinite(range.to) ? range.to : undefined,
    });
    for await (const found of records) {
      if (found.kind === 'record') yield { kind: 'event', eventLog, record: redactor.redact(found) };
      else if (found.kind !== 'unfinished') {
        onLeftOut(
          `${eventLog}: ${found.length} bytes from byte ${found.byteOffset} on are left out: ${found.reason}`,
        );
      }
    }
  }
}

/** By name and last change alone, so that logs of other times are not opened. */
function mayOverlap({ date, time, modifiedAt, archived }: EventLogEntry, { from, to }: WhenRange): boolean {
  const beganAt = Date.parse(`${date}T${time}Z`);
  if (beganAt - DOUBT_MS > to) return false;
  return archived !== undefined || modifiedAt + DOUBT_MS >= from;
}

/** @returns undefined where it cannot be read, of which is told */
async function readText(
  store: JournalStore,
  fileName: string,
  onLeftOut: (message: string) => void,
): Promise<string | undefined> {
  try {
    return (await store.readLog(fileName)).text;
  } catch (error) {
    onLeftOut(`${fileName} is left out: ${(error as Error).message}`);
    return undefined;
  }
}
