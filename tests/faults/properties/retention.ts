import { parseLogFileName } from '@opta/journal-format';
import { nodeFileSystem } from '@opta/journal-fs';
import type { EventLog, JournalStore, RetentionPlan } from '@opta/journal-store';
import { withoutSync } from 'test-kit';
import { assertSameFiles, type FileHashes, hashFiles } from '../file-hashes.js';
import { journalStart } from '../hosts/journal-start.js';
import { openStore } from '../open-store.js';
import type { Property } from '../property.js';
import { DAY_MS, fillRetentionFolder, NOW, POLICY } from '../retention-folder.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

const YEAR_MS = 365 * DAY_MS;
const CLOCK_JUMPS_MS = [-YEAR_MS, 10 * YEAR_MS];

export const retention: Property = {
  name: 'retention',
  promise:
    'Retention moves what its plan shows and nothing else, trusts no clock that jumps, and every log comes back byte for byte',
  // How many files.
  shortRounds: 600,
  longRounds: 10_000,
  async run(files) {
    return withTemporaryFolder('retention', async (folder) => {
      const store = openStore(folder, { fileSystem: withoutSync(nodeFileSystem) });
      const { sessionLogsDir } = store;
      const { entries, due, foreign } = fillRetentionFolder(sessionLogsDir, files);
      const active = await openActiveSession(store);
      const before = hashFiles(sessionLogsDir);

      await jumpClock(store);
      const plan = await store.planRetention(POLICY);
      assertSameNames(due, namesIn(plan), 'the plan');
      await store.acceptRetention(plan);
      const { done, skipped } = await store.applyRetention(plan);
      if (skipped.length > 0) throw new Error(`${skipped[0]?.fileName} was skipped: ${skipped[0]?.reason}`);
      assertSameNames(due, done, 'what was moved');
      assertSameFiles(archived(before, plan), hashFiles(sessionLogsDir), 'archived');
      await jumpClock(store);
      const restored = await restoreAll(store, plan);
      assertSameNames(due, restored, 'what was restored');
      assertSameFiles(withMonths(before, plan), hashFiles(sessionLogsDir), 'restored');

      await checkActiveSession(store, active);
      return {
        files: entries + 1,
        planned: due.size,
        moved: done.length,
        foreign,
        restored: restored.length,
      };
    });
  },
};

/** A session that would be due if it were over. */
async function openActiveSession(store: JournalStore): Promise<EventLog> {
  const startedAt = NOW - YEAR_MS;
  const log = await store.openEventLog({ start: { ...journalStart('active'), startedAt } });
  log.append({ type: 'probe', data: '{}', time: startedAt });
  await log.flush();
  return log;
}

async function checkActiveSession(store: JournalStore, active: EventLog): Promise<void> {
  active.append({ type: 'probe', data: '{}', time: NOW });
  await active.close();
  let events = 0;
  for await (const { kind } of store.readEvents(active.fileName)) if (kind === 'record') events += 1;
  if (events !== 3) throw new Error(`the active session has ${events} records and not 3`);
}

/** With a clock that is wrong nothing goes that does not go with the right one, and it leaves nothing behind. */
async function jumpClock(store: JournalStore): Promise<void> {
  const before = hashFiles(store.sessionLogsDir);
  const right = namesIn(await store.planRetention(POLICY));
  for (const jumpMs of CLOCK_JUMPS_MS) {
    const what = `with a clock that is ${jumpMs / YEAR_MS} years off`;
    const wrong = await store.planRetention({ ...POLICY, now: NOW + jumpMs });
    const { done } = await store.applyRetention(wrong);
    const surprise = done.find((name) => !right.includes(name));
    if (surprise !== undefined) throw new Error(`${what} ${surprise} went, which was not due`);
    assertSameFiles(before, hashFiles(store.sessionLogsDir), what);
    assertSameNames(right, namesIn(await store.planRetention(POLICY)), `the plan after one ${what}`);
  }
}

function namesIn({ units }: RetentionPlan): string[] {
  return units.flatMap(({ files }) => files.map(({ fileName }) => fileName));
}

function assertSameNames(expected: Iterable<string>, names: readonly string[], what: string): void {
  const wanted = new Set(expected);
  const more = names.find((name) => !wanted.has(name));
  if (more !== undefined) throw new Error(`${what} has ${more}, which must stay`);
  const found = new Set(names);
  const missing = [...wanted].find((name) => !found.has(name));
  if (missing !== undefined) throw new Error(`${what} lacks ${missing}`);
  if (names.length !== found.size) throw new Error(`${what} has a name twice`);
}

/** A folder as it must be when a plan is done. */
function archived(before: FileHashes, plan: RetentionPlan): FileHashes {
  const after = new Map(withMonths(before, plan));
  for (const { date, files } of plan.units) {
    for (const { fileName } of files) {
      const ending = fileName.endsWith('.jsonl') ? '.gz' : '';
      after.set(`archive/${date.slice(0, 7)}/${fileName}${ending}`, before.get(fileName) as string);
      after.delete(fileName);
    }
  }
  return after;
}

/** The folders of the months stay when they are empty again. */
function withMonths(before: FileHashes, { units }: RetentionPlan): FileHashes {
  return new Map([
    ...before,
    ...units.map(({ date }): [string, string] => [`archive/${date.slice(0, 7)}`, 'folder']),
  ]);
}

/** @returns names of what is back */
async function restoreAll(store: JournalStore, plan: RetentionPlan): Promise<string[]> {
  const restored: string[] = [];
  for (const name of namesIn(plan)) {
    const parts = parseLogFileName(name);
    // All segments of an event log come back with the first one.
    if (parts?.kind === 'events' && parts.segment > 1) continue;
    restored.push(...(await store.restoreLog(name)).fileNames);
  }
  return restored;
}
