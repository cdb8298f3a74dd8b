import { parseLogFileName } from '@opta/journal-format';
import type { FileSystem } from '@opta/journal-fs';
import { readHead } from '../listing/read-head.js';
import type { StoredFile } from '../listing/stored-file.js';
import { textOf } from '../listing/text-of.js';
import { TimeSlice } from '../listing/time-slice.js';
import { countLines } from './count-lines.js';
import { type EventLogFiles, groupEventLogs } from './group-event-logs.js';
import { parseSessionStart } from './parse-session-start.js';
import { sessionOfSegment } from './session-of-segment.js';
import { sessionOfSegmentSync } from './session-of-segment-sync.js';

interface Folder {
  fileSystem: FileSystem;
  files: readonly StoredFile[];
}

/**
 * The event log of a session log: the one that its frontmatter names, or for an old log the one that began in
 * the same second on the same device. Where several did, the number of events decides.
 */
export async function findEventLogOf(
  { fileSystem, files }: Folder,
  file: StoredFile,
  text: string,
): Promise<string | undefined> {
  const named = textOf(readHead(fileSystem.sync, file.path)?.frontmatter.event_log);
  if (named !== undefined)
    return files.find(({ fileName }) => fileName === named && isFirst(fileName))?.fileName;
  const { date, time, events } = parseSessionStart(text);
  const session = parseLogFileName(file.fileName);
  if (date === undefined || time === undefined || session?.kind !== 'session') return undefined;
  const start = `${date}-${time.replaceAll(':', '')}-`;
  const candidates = files.filter(({ fileName }) => {
    if (!fileName.startsWith(start) || !isFirst(fileName)) return false;
    return session.rest.startsWith(`${parseLogFileName(fileName)?.rest}-`);
  });
  if (candidates.length <= 1) return candidates[0]?.fileName;
  // One that cannot be read is not the one.
  const counts = await Promise.all(
    candidates.map((candidate) => countLines(fileSystem, [candidate]).catch(() => undefined)),
  );
  const matching = candidates.filter((_, index) => counts[index] !== undefined && counts[index] === events);
  return matching.length === 1 ? matching[0]?.fileName : undefined;
}

/** The event log whose first line names a session: live ones first, the newest of them first. */
export async function findEventLogBySession(
  { fileSystem, files }: Folder,
  session: string,
): Promise<EventLogFiles | undefined> {
  const slice = new TimeSlice();
  for (const group of groupEventLogs(files).sort(liveAndNewestFirst)) {
    if (slice.isOver) await slice.rest();
    const [first] = group.segments;
    if (first === undefined) continue;
    const named = first.isCompressed
      ? await sessionOfSegment(fileSystem, first)
      : sessionOfSegmentSync(fileSystem.sync, first.path);
    if (named === session) return group;
  }
  return undefined;
}

function liveAndNewestFirst(a: EventLogFiles, b: EventLogFiles): number {
  return placeOf(a) < placeOf(b) ? 1 : -1;
}

function placeOf({ fileName, segments }: EventLogFiles): string {
  return `${segments[0]?.isCompressed ? 0 : 1}${fileName}`;
}

function isFirst(name: string): boolean {
  const parsed = parseLogFileName(name);
  return parsed?.kind === 'events' && parsed.segment === 1;
}
