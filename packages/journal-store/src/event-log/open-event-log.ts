import { join } from 'node:path';
import { eventLogFileName, parseLogFileName, zonedTime } from '@opta/journal-format';
import {
  call,
  createFileExclusive,
  errnoOf,
  type FileProgram,
  type FileSystem,
  runProgram,
  syncDirectory,
  writeAll,
} from '@opta/journal-fs';
import { attempt } from '../attempt.js';
import {
  FLUSH_INTERVAL_MS,
  MAX_BUFFER_BYTES,
  MAX_COPIES,
  MAX_EVENT_LOG_BYTES,
  RESERVE_BYTES,
  SYNC_UNSUPPORTED,
} from '../constants.js';
import { JournalStoreError, quote, toJournalStoreError } from '../errors.js';
import { ensureLogDirectory } from '../folders/log-directory.js';
import { CheckedLineWriter } from './checked-line-writer.js';
import { encodeHeader } from './encode-header.js';
import type { EventLog, OpenEventLogOptions } from './event-log.js';
import { EventLogWriter } from './event-log-writer.js';
import type { JournalStart } from './journal-start.js';
import { LineWriter } from './line-writer.js';
import { createReserve } from './reserve.js';
import { identifyPlace, type Place } from './same-place.js';

export interface EventLogPlace {
  directory: string;
  fileSystem: FileSystem;
  fileMode: number | undefined;
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
  const nameOf = nameEventLog(start);
  const lines = new (options.checksum === true ? CheckedLineWriter : LineWriter)(start.timeZone);
  const header = encodeHeader(lines, start, 1, { seq: 1, time: start.startedAt });
  let created: CreatedEventLog;
  try {
    created = await runProgram(createEventLog(place, nameOf, header), place.fileSystem.async);
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

function* createEventLog(
  { directory, fileMode }: EventLogPlace,
  nameOf: (copy: number, segment: number) => string,
  header: Buffer,
): FileProgram<CreatedEventLog> {
  const { file: mode } = yield* ensureLogDirectory(directory, fileMode);
  const taken = takenCopies(yield* call.readdir(directory), nameOf(1, 1));
  for (let copy = 1; copy <= MAX_COPIES; copy += 1) {
    // Also where only a further segment of that name is left: it belongs to another event log.
    if (taken.has(copy)) continue;
    const path = join(directory, nameOf(copy, 1));
    const fd = yield* createUnlessTaken(path, mode);
    if (fd === undefined) continue;
    const place = yield* writeHeader(fd, path, header, directory);
    return { fd, copy, mode, headerBytes: header.length, place };
  }
  throw new JournalStoreError(
    'JOURNAL_STORE_NAME_TAKEN',
    `Cannot create an event log in ${quote(directory)}: ${quote(nameOf(1, 1))} and ${MAX_COPIES - 1} further names of this second are taken. Look what starts so often.`,
    { directory, fileName: nameOf(1, 1) },
  );
}

/** Numbers of the event logs of the same second and device. */
function takenCopies(names: readonly string[], first: string): Set<number> {
  const wanted = parseLogFileName(first);
  const taken = new Set<number>();
  if (wanted?.kind !== 'events') return taken;
  const start = first.slice(0, 'YYYY-MM-DD-HHMMSS'.length);
  for (const name of names) {
    if (!name.startsWith(start)) continue;
    const parsed = parseLogFileName(name);
    if (parsed?.kind === 'events' && parsed.rest === wanted.rest) taken.add(parsed.copy ?? 1);
  }
  return taken;
}

function* createUnlessTaken(path: string, mode: number): FileProgram<number | undefined> {
  try {
    return yield* createFileExclusive(path, mode);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return undefined;
    throw error;
  }
}

function* writeHeader(fd: number, path: string, header: Buffer, directory: string): FileProgram<Place> {
  try {
    yield* writeAll(fd, header, 0);
    yield* syncFile(fd);
    yield* syncDirectory(directory);
    return yield* identifyPlace(directory);
  } catch (error) {
    yield* attempt(call.close(fd));
    yield* attempt(call.unlink(path));
    throw error;
  }
}

function* syncFile(fd: number): FileProgram<void> {
  try {
    yield* call.fsync(fd);
  } catch (error) {
    if (!SYNC_UNSUPPORTED.includes(errnoOf(error) ?? '')) throw error;
  }
}
