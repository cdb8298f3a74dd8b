import { eventLogFileName, parseLogFileName, zonedTime } from '@opta/journal-format';
import { type FileProgram, type FileSystem, runProgram } from '@opta/journal-fs';
import {
  FLUSH_INTERVAL_MS,
  MAX_BUFFER_BYTES,
  MAX_COPIES,
  MAX_EVENT_LOG_BYTES,
  RESERVE_BYTES,
} from '../constants.js';
import { JournalStoreError, quote, toJournalStoreError } from '../errors.js';
import { parseEventLogName } from '../events/parse-event-log-name.js';
import { ensureLogDirectory } from '../folders/log-directory.js';
import { listNames } from '../listing/list-names.js';
import { CheckedLineWriter } from './checked-line-writer.js';
import { createFirstSegment } from './create-first-segment.js';
import { encodeHeader } from './encode-header.js';
import type { EventLog, OpenEventLogOptions } from './event-log.js';
import { EventLogWriter } from './event-log-writer.js';
import type { JournalStart } from './journal-start.js';
import { LineWriter } from './line-writer.js';
import { createReserve } from './reserve.js';
import type { Place } from './same-place.js';

export interface EventLogPlace {
  directory: string;
  fileSystem: FileSystem;
  fileMode: number | undefined;
}

interface NewEventLog {
  directory: string;
  mode: number;
  nameOf(copy: number, segment: number): string;
  /** Copies that are there, if only in part. */
  taken: ReadonlySet<number>;
  header: Buffer;
}

interface CreatedEventLog {
  fd: number;
  copy: number;
  mode: number;
  headerBytes: number;
  place: Place;
}

/** Creates the file of an event log under a name that nothing else has, with its first line on the disk. */
export async function openEventLog(place: EventLogPlace, options: OpenEventLogOptions): Promise<EventLog> {
  const { start } = options;
  const { directory, fileSystem, fileMode } = place;
  // Nothing that is made meanwhile takes as long as reading a large folder.
  const listing = listNames(fileSystem, directory);
  // Whoever needs it is told.
  listing.catch(() => undefined);
  const nameOf = nameEventLog(start);
  const lines = new (options.checksum === true ? CheckedLineWriter : LineWriter)(start.timeZone);
  const header = encodeHeader(lines, start, 1, { seq: 1, time: start.startedAt });
  let created: CreatedEventLog;
  try {
    const { file } = await runProgram(ensureLogDirectory(directory, fileMode), fileSystem.async);
    const taken = takenCopies(await listing, nameOf(1, 1));
    created = await runProgram(
      createEventLog({ directory, mode: file, nameOf, taken, header }),
      fileSystem.async,
    );
    const { copy, mode } = created;
    const bytes = options.reserveBytes ?? RESERVE_BYTES;
    const reserve = { directory: place.directory, eventLog: nameOf(copy, 1), bytes, mode };
    await runProgram(createReserve(reserve), place.fileSystem.async);
  } catch (error) {
    throw toJournalStoreError(error, 'create an event log in', place.directory);
  }
  const { copy, ...file } = created;
  return new EventLogWriter({
    ...file,
    fileSystem: place.fileSystem,
    directory: place.directory,
    nameOf: (segment) => nameOf(copy, segment),
    start,
    lines,
    durability: options.durability ?? 'buffered',
    flushIntervalMs: options.flushIntervalMs ?? FLUSH_INTERVAL_MS,
    maxBufferBytes: options.maxBufferBytes ?? MAX_BUFFER_BYTES,
    maxEventLogBytes: options.maxEventLogBytes ?? MAX_EVENT_LOG_BYTES,
    onError: options.onError,
  });
}

function nameEventLog(start: JournalStart): (copy: number, segment: number) => string {
  const { date, time } = zonedTime(start.startedAt, start.timeZone);
  return (copy, segment) =>
    eventLogFileName({
      date,
      time,
      device: start.device,
      ...(copy === 1 ? {} : { copy }),
      ...(segment === 1 ? {} : { segment }),
    });
}

function* createEventLog({
  directory,
  mode,
  nameOf,
  taken,
  header,
}: NewEventLog): FileProgram<CreatedEventLog> {
  const names = () => freeNames(nameOf, taken);
  const created = yield* createFirstSegment({ directory, names, header, mode });
  if (created === undefined) throw nameTaken(directory, nameOf(1, 1));
  const { name, fd, place } = created;
  return { fd, copy: parseEventLogName(name).copy, mode, headerBytes: header.length, place };
}

/** Numbers of the event logs of the same second and device. */
function takenCopies(names: readonly string[], first: string): Set<number> {
  const wanted = parseEventLogName(first);
  const taken = new Set<number>();
  const start = first.slice(0, 'YYYY-MM-DD-HHMMSS'.length);
  for (const name of names) {
    if (!name.startsWith(start)) continue;
    const parsed = parseLogFileName(name);
    if (parsed?.kind === 'events' && parsed.rest === wanted.rest) taken.add(parsed.copy);
  }
  return taken;
}

/** Not those of which only a further segment is left: it belongs to another event log. */
function* freeNames(
  nameOf: (copy: number, segment: number) => string,
  taken: ReadonlySet<number>,
): Generator<string> {
  for (let copy = 1; copy <= MAX_COPIES; copy += 1) {
    if (!taken.has(copy)) yield nameOf(copy, 1);
  }
}

function nameTaken(directory: string, fileName: string): JournalStoreError {
  return new JournalStoreError(
    'JOURNAL_STORE_NAME_TAKEN',
    `Cannot create an event log in ${quote(directory)}: ${quote(fileName)} and ${MAX_COPIES - 1} further names of this second are taken. Look what starts so often.`,
    { directory, fileName },
  );
}
