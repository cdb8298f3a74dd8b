import { errnoOf } from '@opta/journal-fs';
import { createRedactor } from '@opta/journal-redact';
import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import type { CommandContext } from '../../command-context.js';
import { DEFAULT_LINES, EXIT, type ExitCode } from '../../constants.js';
import { usageError } from '../../errors.js';
import { untilInterrupted } from '../../terminal/until-interrupted.js';
import { readRange, type WhenOptions } from '../../time/when-range.js';
import { findEventLog } from './find-event-log.js';
import { EventLogCursor } from './follow/event-log-cursor.js';
import { type FollowOptions, followEvents } from './follow/follow-events.js';
import { readLastRecords } from './follow/read-last-records.js';
import { formatRecord, type RecordFormat } from './format-record.js';
import { type ReadRecord, withoutSecrets } from './read-record.js';
import { createRecordFilter, type RecordFilter, type RecordFilterOptions } from './record-filter.js';
import { recordJson } from './record-json.js';

export interface TailOptions extends WhenOptions, RecordFilterOptions {
  follow?: boolean;
  lines?: number;
  session?: string;
  output?: RecordFormat | 'json';
}

/** Prints the last records of an event log, and with `follow` those that come. */
export async function tailEvents(context: CommandContext, options: TailOptions): Promise<ExitCode> {
  const { terminal } = context;
  const format = formatOf(context, options);
  const { store, config, timeZone } = await context.place();
  const range = readRange(options, { now: context.now, timeZone });
  const isMeant = createRecordFilter(options, range);
  const redactor = createRedactor(config.redaction);
  let printed = 0;
  const print = (record: ReadRecord): Promise<void> => {
    printed += 1;
    const shown = withoutSecrets(record, redactor);
    return format === 'json'
      ? terminal.printJsonLine(recordJson(shown))
      : terminal.print(formatRecord(shown, format, { terminal, timeZone }));
  };
  const known = await store.listEventLogs();
  const entry = options.session === undefined ? known[0] : await findEventLog(store, known, options.session);
  const limit = options.lines ?? (options.since === undefined ? DEFAULT_LINES : Number.POSITIVE_INFINITY);
  if (options.follow !== true) {
    terminal.page();
    if (entry !== undefined) await printLast(store, entry, { limit, isMeant, print });
    if (printed === 0) await terminal.say(nothingFound(store, entry));
    return printed > 0 ? EXIT.ok : EXIT.findings;
  }
  if (entry === undefined) await terminal.say(`${nothingFound(store, entry)} Waiting for one.`);
  const interruption = untilInterrupted();
  try {
    const cursor = entry && (await printLast(store, entry, { limit, isMeant, print }));
    const follow: FollowOptions = {
      ...{ store, known, signal: interruption.signal },
      cursors: cursor === undefined ? [] : [cursor],
      isOpen: options.session === undefined,
    };
    for await (const followed of followEvents(follow)) {
      if (followed.kind === 'notice') await terminal.say(followed.text);
      else if (isMeant(followed.record)) await print(followed.record);
    }
    return interruption.signal.aborted ? EXIT.interrupted : EXIT.ok;
  } finally {
    interruption.release();
  }
}

function formatOf({ isJson }: CommandContext, { output }: TailOptions): RecordFormat | 'json' {
  if (isJson && output !== undefined && output !== 'json') {
    throw usageError(`--json and --output ${output} exclude each other. Give one of them.`);
  }
  return isJson ? 'json' : (output ?? 'short');
}

interface LastOptions {
  limit: number;
  isMeant: RecordFilter;
  print: (record: ReadRecord) => Promise<void>;
}

/** @returns what goes on behind the last one; undefined where the event log is archived and so at its end */
async function printLast(
  store: JournalStore,
  entry: EventLogEntry,
  { limit, isMeant, print }: LastOptions,
): Promise<EventLogCursor | undefined> {
  const cursor = new EventLogCursor(store, entry);
  try {
    if (entry.archived === undefined && Number.isFinite(limit)) {
      const { records, end } = await readLastRecords(store.sessionLogsDir, entry, { limit, isMeant });
      for (const record of records) await print(record);
      cursor.moveTo(end);
      return cursor;
    }
    if (entry.archived === undefined) {
      for await (const followed of cursor.read(entry)) {
        if (followed.kind === 'record' && isMeant(followed.record)) await print(followed.record);
      }
      return cursor;
    }
  } catch (error) {
    // Archived at this moment, in whole or in part: it is read there.
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  await printStored(cursor, entry, { limit, isMeant, print });
  return undefined;
}

async function printStored(
  cursor: EventLogCursor,
  entry: EventLogEntry,
  { limit, isMeant, print }: LastOptions,
): Promise<void> {
  const last: ReadRecord[] = [];
  for await (const followed of cursor.readArchived(entry, () => false)) {
    if (followed.kind !== 'record' || !isMeant(followed.record)) continue;
    if (limit === Number.POSITIVE_INFINITY) await print(followed.record);
    else if (last.push(followed.record) > limit) last.shift();
  }
  for (const record of last) await print(record);
}

function nothingFound({ sessionLogsDir }: JournalStore, entry: EventLogEntry | undefined): string {
  return entry === undefined
    ? `There is no event log in ${sessionLogsDir}.`
    : `No event of ${entry.fileName} is like that.`;
}
