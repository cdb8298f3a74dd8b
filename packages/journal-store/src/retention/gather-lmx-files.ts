import type { FileStat } from '@opta/journal-fs';
import { sessionOfSegment } from '../events/session-of-segment.js';
import { isGuide } from '../folders/is-guide.js';
import { findSessionLog } from '../listing/find-session-log.js';
import { listFiles } from '../listing/list-files.js';
import type { ListingPlace } from '../listing/list-session-logs.js';
import { statLog } from '../listing/read-head.js';
import type { StoredFile } from '../listing/stored-file.js';
import { TimeSlice } from '../listing/time-slice.js';
import { pairSessions } from './pair-sessions.js';
import { toPlannedFile } from './planned-file.js';
import type { UnitFacts } from './retention-facts.js';
import type { KeptReason } from './retention-plan.js';

const LOG_ENDING = { sessions: /^[^.].*\.(?:md|jsonl)$/s, updates: /^[^.].*\.md$/s } as const;

interface Gathered {
  units: UnitFacts[];
  kept: { fileName: string; reason: KeptReason }[];
}

/** Every file with the ending of a log as a unit of its own, as Opta LMX sees a folder. */
export async function gatherLmxFiles(
  place: ListingPlace,
  folder: 'sessions' | 'updates',
  pins: ReadonlySet<string>,
): Promise<Gathered> {
  const { fileSystem, directory } = place;
  const files = await listFiles(fileSystem, directory);
  const unpaired = folder === 'sessions' ? await eventLogsAlone(place, files) : new Set<string>();
  const gathered: Gathered = { units: [], kept: [] };
  const slice = new TimeSlice();
  for (const { fileName, path, archived } of files) {
    if (archived !== undefined || !LOG_ENDING[folder].test(fileName) || isGuide(fileName)) continue;
    if (slice.isOver) await slice.rest();
    const stat = statLog(fileSystem.sync, path);
    const reason = whyKept(fileName, stat, pins, unpaired);
    if (stat === undefined || reason !== undefined) {
      gathered.kept.push({ fileName, reason: reason ?? 'not-a-file' });
      continue;
    }
    const time = Number(stat.mtimeNs / 1_000_000n);
    const date = new Date(time).toISOString().slice(0, 'YYYY-MM-DD'.length);
    gathered.units.push({ folder, fileName, date, time, files: [toPlannedFile(fileName, stat)] });
  }
  return gathered;
}

function whyKept(
  fileName: string,
  stat: FileStat | undefined,
  pins: ReadonlySet<string>,
  unpaired: ReadonlySet<string>,
): KeptReason | undefined {
  if (stat === undefined) return 'not-a-file';
  if (pins.has(fileName)) return 'pinned';
  return unpaired.has(fileName) ? 'unfinished' : undefined;
}

/** Also under these rules an event log of ours waits for its session log. */
async function eventLogsAlone(
  place: ListingPlace,
  files: readonly StoredFile[],
): Promise<ReadonlySet<string>> {
  const { sessions } = await pairSessions(place.fileSystem, files);
  const names = new Set<string>();
  for (const { sessionLogs, eventLog } of sessions) {
    const [first] = eventLog?.segments ?? [];
    if (sessionLogs.length > 0 || eventLog === undefined || first === undefined) continue;
    const session = await sessionOfSegment(place.fileSystem, first);
    // Its session log may be in the archive.
    if (session === undefined || (await findSessionLog(place, { session })) !== undefined) continue;
    for (const { fileName } of eventLog.segments) names.add(fileName);
  }
  return names;
}
