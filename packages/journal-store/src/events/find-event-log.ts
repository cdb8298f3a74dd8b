import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import { type FileSystem, OPEN_FLAGS } from '@opta/journal-fs';
import { HEAD_BYTES, READ_BUFFER_BYTES } from '../constants.js';
import { readHead } from '../listing/read-head.js';
import { textOf } from '../listing/text-of.js';
import { TimeSlice } from '../listing/time-slice.js';

const STARTED = /^- Started: (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})/m;
const TOTAL = /^- Total events: (\d+)/m;
const NEWLINE = 0x0a;

interface Folder {
  fileSystem: FileSystem;
  directory: string;
  names: readonly string[];
}

/**
 * The event log of a session log: the one that its frontmatter names, or for an old log the one that began in
 * the same second on the same device. Where several did, the number of events decides.
 */
export async function findEventLogOf(
  folder: Folder,
  fileName: string,
  text: string,
): Promise<string | undefined> {
  const named = textOf(readHead(folder.fileSystem.sync, folder.directory, fileName)?.frontmatter.event_log);
  if (named !== undefined) return folder.names.find((name) => name === named && isFirstSegment(name));
  const [, date, time] = STARTED.exec(text) ?? [];
  const session = parseLogFileName(fileName);
  if (date === undefined || time === undefined || session?.kind !== 'session') return undefined;
  const start = `${date}-${time.replaceAll(':', '')}-`;
  const candidates = folder.names.filter((name) => {
    if (!name.startsWith(start) || !isFirstSegment(name)) return false;
    return session.rest.startsWith(`${parseLogFileName(name)?.rest}-`);
  });
  if (candidates.length <= 1) return candidates[0];
  const total = Number(TOTAL.exec(text)?.[1]);
  // One that cannot be read is not the one.
  const counts = await Promise.all(candidates.map((name) => countLines(folder, name).catch(() => undefined)));
  const matching = candidates.filter((_, index) => counts[index] === total);
  return matching.length === 1 ? matching[0] : undefined;
}

/** The event log whose first line names a session, the newest first. */
export async function findEventLogBySession(folder: Folder, session: string): Promise<string | undefined> {
  const slice = new TimeSlice();
  const needle = Buffer.from(`"session":${JSON.stringify(session)}`);
  const names = folder.names.filter(isFirstSegment).sort().reverse();
  for (const name of names) {
    if (slice.isOver) await slice.rest();
    if (headNames(folder, name, needle, session)) return name;
  }
  return undefined;
}

function isFirstSegment(name: string): boolean {
  const parsed = parseLogFileName(name);
  return parsed?.kind === 'events' && (parsed.segment ?? 1) === 1;
}

function headNames(
  { fileSystem, directory }: Folder,
  name: string,
  needle: Buffer,
  session: string,
): boolean {
  const { sync } = fileSystem;
  let fd: number;
  try {
    fd = sync.open(join(directory, name), OPEN_FLAGS.readFile);
  } catch {
    // Gone, or not ours to read: it is not the one.
    return false;
  }
  try {
    if (sync.fstat(fd).kind !== 'file') return false;
    const head = Buffer.alloc(HEAD_BYTES);
    const length = sync.read(fd, head, 0, HEAD_BYTES, 0);
    if (head.subarray(0, length).indexOf(needle) === -1) return false;
    return isStartOf(firstLine(sync, fd), session);
  } finally {
    sync.close(fd);
  }
}

function firstLine(sync: FileSystem['sync'], fd: number): string {
  const buffer = Buffer.alloc(READ_BUFFER_BYTES);
  const length = sync.read(fd, buffer, 0, buffer.length, 0);
  const end = buffer.subarray(0, length).indexOf(NEWLINE);
  return end === -1 ? '' : buffer.toString('utf8', 0, end);
}

function isStartOf(line: string, session: string): boolean {
  try {
    const { event_type: type, data } = JSON.parse(line) as {
      event_type?: unknown;
      data?: { session?: unknown };
    };
    return type === 'journal_session_start' && data?.session === session;
  } catch {
    return false;
  }
}

async function countLines({ fileSystem, directory }: Folder, name: string): Promise<number> {
  const { async } = fileSystem;
  const fd = await async.open(join(directory, name), OPEN_FLAGS.readFile);
  try {
    const buffer = Buffer.allocUnsafeSlow(READ_BUFFER_BYTES);
    let lines = 0;
    for (let position = 0; ; ) {
      const length = await async.read(fd, buffer, 0, buffer.length, position);
      if (length === 0) return lines;
      position += length;
      for (let at = buffer.indexOf(NEWLINE); at !== -1 && at < length; at = buffer.indexOf(NEWLINE, at + 1)) {
        lines += 1;
      }
    }
  } finally {
    await async.close(fd);
  }
}
