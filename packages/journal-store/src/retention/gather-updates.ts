import { parseLogFileName } from '@opta/journal-format';
import { listFiles } from '../listing/list-files.js';
import type { ListingPlace } from '../listing/list-session-logs.js';
import { statLog } from '../listing/read-head.js';
import { TimeSlice } from '../listing/time-slice.js';
import { toPlannedFile } from './planned-file.js';
import type { RetentionFacts } from './retention-facts.js';

/** Every update log of the convention that is not pinned. */
export async function gatherUpdates(
  { fileSystem, directory, clock }: ListingPlace,
  pins: ReadonlySet<string>,
): Promise<Pick<RetentionFacts, 'updates' | 'kept'>> {
  const gathered: Pick<RetentionFacts, 'updates' | 'kept'> = { updates: [], kept: [] };
  const slice = new TimeSlice();
  for (const { fileName, path, archived } of await listFiles(fileSystem, directory)) {
    const name = parseLogFileName(fileName);
    if (name?.kind !== 'update' || archived !== undefined) continue;
    if (slice.isOver) await slice.rest();
    const stat = statLog(fileSystem.sync, path);
    if (stat === undefined || pins.has(fileName)) {
      gathered.kept.push({ fileName, reason: stat === undefined ? 'not-a-file' : 'pinned' });
      continue;
    }
    const time = clock.toEpoch(name.date, undefined) ?? Number.POSITIVE_INFINITY;
    const files = [toPlannedFile(fileName, stat)];
    gathered.updates.push({ folder: 'updates', fileName, date: name.date, time, files });
  }
  return gathered;
}
