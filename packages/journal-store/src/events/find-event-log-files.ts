import { quote } from '../errors.js';
import { listFiles } from '../listing/list-files.js';
import type { EventLogEntry } from '../listing/log-entry.js';
import { eventLogNotFound } from './event-log-not-found.js';
import { findEventLogBySession } from './find-event-log.js';
import { findSegments, type Segment } from './find-segments.js';
import type { LogFolder } from './log-folder.js';
import { parseEventLogName } from './parse-event-log-name.js';
import { segmentsOfEntry } from './segments-of-entry.js';

/** Which event log is meant: the name of any segment, the identifier of a session, or an entry of a listing. */
export type EventLogSource = string | { session: string } | EventLogEntry;

/**
 * The files of an event log, in their order.
 *
 * @throws {JOURNAL_STORE_NAME_INVALID} when it is no name of an event log
 * @throws {JOURNAL_STORE_LOG_NOT_FOUND} when there is none
 */
export async function findEventLogFiles(folder: LogFolder, source: EventLogSource): Promise<Segment[]> {
  if (typeof source === 'string') parseEventLogName(source);
  else if ('segments' in source) return segmentsOfEntry(folder, source);
  const { fileSystem, directory } = folder;
  const files = await listFiles(fileSystem, directory);
  const segments =
    typeof source === 'string'
      ? findSegments(files, source)
      : ((await findEventLogBySession({ fileSystem, files }, source.session))?.segments ?? []);
  if (segments.length > 0) return segments;
  const what =
    typeof source === 'string' ? quote(source) : `an event log of the session ${quote(source.session)}`;
  throw eventLogNotFound(what, directory);
}
