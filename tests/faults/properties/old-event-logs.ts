import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Inline, type SessionLog, zonedTime, zonedTimeToEpoch } from '@opta/journal-format';
import { assertSameFiles, hashFiles } from '../file-hashes.js';
import { OLD_EVENT_LOGS, OLD_TIME_ZONE, type OldEventLog } from '../old-event-logs.js';
import { openStore } from '../open-store.js';
import { type OriginalEvent, writeOriginalSession } from '../original-logs.js';
import type { Property } from '../property.js';
import { recoverAll } from '../recover-all.js';
import { readOnlySessionLogOf, readSessionLogs } from '../session-logs.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

const timeZone = OLD_TIME_ZONE;
const OPTIONS = { device: 'studio-lan', timeZone };
const FINISHED_SESSIONS = 22;
const MOST_AT_ONCE = 4;

export const oldEventLogs: Property = {
  name: 'old-event-logs',
  promise:
    'Every event log that the original program left alone gets one session log that tells of it, and no other file changes',
  // How often, with one to four recoveries at the same time.
  shortRounds: 2,
  longRounds: 40,
  async run(rounds) {
    let existing = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const atOnce = ((round - 1) % MOST_AT_ONCE) + 1;
      existing = await withTemporaryFolder('old-event-logs', (folder) => runOnce(folder, atOnce));
    }
    const logs = OLD_EVENT_LOGS.length;
    return { folders: rounds, oldEventLogs: rounds * logs, besideFiles: existing, changed: 0, twice: 0 };
  },
};

/** @returns how many other files there were */
async function runOnce(folder: string, atOnce: number): Promise<number> {
  const store = openStore(folder, { timeZone });
  const { sessionLogsDir } = store;
  const existing = leaveLogs(sessionLogsDir);
  const before = hashFiles(sessionLogsDir);
  await Promise.all(Array.from({ length: atOnce }, () => recoverAll(store, OPTIONS)));

  const names = [...before.keys(), ...OLD_EVENT_LOGS.map(({ sessionLog }) => sessionLog)];
  const after = hashFiles(sessionLogsDir);
  const others = new Map([...after].filter(([name]) => before.has(name)));
  assertSameFiles(before, others, 'what was there');
  if ([...after.keys()].sort().join() !== names.sort().join()) {
    throw new Error(`session logs are ${[...readSessionLogs(sessionLogsDir).keys()].join(', ')}`);
  }
  for (const old of OLD_EVENT_LOGS) checkSessionLog(sessionLogsDir, old);
  await recoverAll(store, OPTIONS);
  assertSameFiles(after, hashFiles(sessionLogsDir), 'a second recovery');
  return existing;
}

/** @returns how many files there are beside the six */
function leaveLogs(directory: string): number {
  mkdirSync(directory, { recursive: true });
  const others = ['README.md', 'SESSION_FORMAT.md', 'note.md', '2026-01-24.md', 'photo.jpeg', '.DS_Store'];
  for (const name of others) writeFileSync(join(directory, name), `${name} is not ours.\n`);
  const finished = Array.from({ length: FINISHED_SESSIONS }, (_, index) =>
    writeOriginalSession(directory, finishedSession(index)),
  );
  for (const old of OLD_EVENT_LOGS) {
    const [startedAt, events] = [epochOf(old, old.time), eventsOf(old)];
    writeOriginalSession(directory, { startedAt, timeZone, device: old.device, events, isFinished: false });
  }
  return others.length + finished.flat().length;
}

/** Most of them saw nothing. The first one began in the same minute as one of the six. */
function finishedSession(index: number): Parameters<typeof writeOriginalSession>[1] {
  const time = index === 0 ? '12:48:21' : `${String(index).padStart(2, '0')}:10:33`;
  const startedAt = zonedTimeToEpoch({ date: '2026-01-25', time }, timeZone);
  const event = { time: startedAt + 1_000, type: 'model_unloaded', data: { model_id: 'ann/large' } };
  return { startedAt, timeZone, device: 'mini-lan', events: index % 4 === 0 ? [event] : [] };
}

function epochOf({ date }: OldEventLog, time: string): number {
  return zonedTimeToEpoch({ date, time }, timeZone);
}

function eventsOf(old: OldEventLog): OriginalEvent[] {
  return old.events.map(([time, type, data]) => ({ time: epochOf(old, time), type, data }));
}

/** Start, end, counts, models and failures. */
function checkSessionLog(directory: string, old: OldEventLog): void {
  const { device, date, time, sessionLog, models, failures } = old;
  const compact = time.replaceAll(':', '');
  const log = readOnlySessionLogOf(directory, `${date}-${compact}-${device}-events.jsonl`);
  const last = old.events.at(-1)?.[0];
  const counts = new Map<string, number>();
  for (const [, type] of old.events) counts.set(type, (counts.get(type) ?? 0) + 1);
  const isoOf = (at: string): string => zonedTime(epochOf(old, at), timeZone).iso;
  const told = {
    device: log.device,
    started: log.started,
    ended: log.ended,
    counts: countsOf(log),
    models: linesLike(log.summary, /^(?:Models loaded|In memory)/),
    failures: linesLike(log.issues, /_failed/),
  };
  const expected = {
    device,
    started: isoOf(time),
    ended: last === undefined ? undefined : isoOf(last),
    counts: [...counts].map(([type, count]) => `${type} ${count}`).sort(),
    models,
    failures,
  };
  const [found, wanted] = [JSON.stringify(told), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`${sessionLog} tells ${found}, expected was ${wanted}`);
}

function countsOf({ eventCounts = [] }: SessionLog): string[] {
  return eventCounts
    .filter(({ count }) => count > 0)
    .map(({ type, count }) => `${type} ${count}`)
    .sort();
}

function linesLike(lines: readonly Inline[] = [], pattern: RegExp): string[] {
  return lines.filter((line): line is string => typeof line === 'string' && pattern.test(line));
}
