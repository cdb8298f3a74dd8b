import type { EventLogName } from '@opta/journal-format';
import type { StoredFile } from '../listing/stored-file.js';
import { EventLogGroups } from './event-log-groups.js';
import type { Segment } from './find-segments.js';

/** The files of one event log. */
export interface EventLogFiles {
  /** The name of the first segment that is there. */
  fileName: string;
  name: EventLogName;
  /** At least one, in their order. */
  segments: Segment[];
}

/** Every event log among some files, in no order. */
export function groupEventLogs(files: readonly StoredFile[]): EventLogFiles[] {
  const groups = new EventLogGroups();
  for (const file of files) groups.add(file);
  return [...groups.values()];
}
