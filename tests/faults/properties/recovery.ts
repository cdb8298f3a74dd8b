import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFrontmatter } from '@opta/journal-format/frontmatter';
import { parseSessionLog } from '@opta/journal-format/parse';
import { recover } from '@opta/journal-recovery';
import { createJournalStore, type JournalStore } from '@opta/journal-store';
import { createSeededRandom, type SpawnedScript, spawnScript } from 'test-kit';
import type { Property } from '../property.js';

const HOST = join(import.meta.dirname, '../hosts/mortal-host.ts');

export const recovery: Property = {
  name: 'recovery',
  promise:
    'After any number of SIGKILLs every runtime has exactly one session log, and a living one has none',
  shortRounds: 6,
  longRounds: 500,
  async run(kills) {
    const folder = mkdtempSync(join(tmpdir(), 'recovery-'));
    const random = createSeededRandom(kills);
    // It lives as long as all others together, and must not fill the disk meanwhile.
    const sibling = spawnScript(HOST, [folder, '500']);
    try {
      const living = (await sibling.line(/^session /)).split(' ')[2] as string;
      const figures = { kills: 0, doubleStarts: 0, duringStart: 0, duringRecovery: 0, duringFinalize: 0 };
      while (figures.kills < kills) await killSome(folder, random, figures);
      const store = openStore(folder);
      const report = await recover(store, { device: 'studio', timeZone: 'UTC' });
      if (report.failed.length > 0) throw new Error(report.failed[0]?.error.message);
      const logs = await checkSessionLogs(store, living);
      const before = hashAll(folder);
      await recover(store, { device: 'studio', timeZone: 'UTC' });
      const after = hashAll(folder);
      const changed = [...after].find(([name, hash]) => before.get(name) !== hash);
      if (changed !== undefined) throw new Error(`a second recovery changed ${changed[0]}`);
      return { ...figures, runtimes: logs, liveSiblingsTouched: 0, changedBySecondRecovery: 0 };
    } finally {
      sibling.child.kill('SIGKILL');
      await sibling.ended;
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Figures {
  kills: number;
  doubleStarts: number;
  duringStart: number;
  /** While it finished the sessions of those before it. */
  duringRecovery: number;
  duringFinalize: number;
}

/** One or two runtimes, killed at a random moment of their lives; each recovers those before it meanwhile. */
async function killSome(folder: string, random: () => number, figures: Figures): Promise<void> {
  const isDouble = figures.kills % 10 === 9;
  const hosts = [spawnScript(HOST, [folder]), ...(isDouble ? [spawnScript(HOST, [folder])] : [])];
  if (isDouble) figures.doubleStarts += 1;
  await Promise.all(hosts.map((host) => killOne(host, random, figures)));
}

async function killOne(host: SpawnedScript, random: () => number, figures: Figures): Promise<void> {
  const isReady = host.line(/^session /);
  isReady.catch(() => undefined);
  if (random() < 0.2) {
    figures.duringStart += 1;
    await host.line(/^starting$/);
    await Promise.race([isReady, sleep(random() * 60)]);
  } else {
    await isReady;
    // Half of them early, when recovery has just begun.
    await sleep(random() * (random() < 0.5 ? 30 : 250));
    if (random() < 0.25) {
      figures.duringFinalize += 1;
      host.child.kill('SIGTERM');
      await sleep(random() * 40);
    }
  }
  host.child.kill('SIGKILL');
  figures.kills += 1;
  await host.ended;
  const { lines } = host;
  if (lines.some((line) => line.startsWith('session ')) && !lines.includes('recovered'))
    figures.duringRecovery += 1;
}

function openStore(folder: string): JournalStore {
  return createJournalStore({
    sessionLogsDir: join(folder, 'sessions'),
    updateLogsDir: join(folder, 'updates'),
    timeZone: 'UTC',
  });
}

/** @returns how many session logs there are */
async function checkSessionLogs(store: JournalStore, living: string): Promise<number> {
  const names = readdirSync(store.sessionLogsDir);
  const logOf = new Map<string, string>();
  for (const name of names.filter((one) => /^\d{4}-.*\.md$/.test(one))) {
    const eventLog = String(readFrontmatter(read(store, name))?.event_log);
    if (logOf.has(eventLog))
      throw new Error(`${eventLog} has two session logs: ${logOf.get(eventLog)}, ${name}`);
    logOf.set(eventLog, name);
  }
  const eventLogs = names.filter((name) => /-events(?:-\d+)?\.jsonl$/.test(name));
  for (const eventLog of eventLogs) {
    const name = logOf.get(eventLog);
    if (eventLog === living) {
      if (name !== undefined) throw new Error(`${name} was written for a runtime that lives`);
      continue;
    }
    if (name === undefined) throw new Error(`${eventLog} has no session log`);
    const told =
      parseSessionLog(read(store, name)).eventCounts?.reduce((sum, { count }) => sum + count, 0) ?? 0;
    const there = await countEvents(store, eventLog);
    if (told !== there) throw new Error(`${name} tells of ${told} events, ${eventLog} has ${there}`);
  }
  return logOf.size;
}

async function countEvents(store: JournalStore, eventLog: string): Promise<number> {
  let count = 0;
  for await (const record of store.readEvents(eventLog)) {
    if (record.kind === 'record' && !record.eventType.startsWith('journal_')) count += 1;
  }
  return count;
}

function read(store: JournalStore, name: string): string {
  return readFileSync(join(store.sessionLogsDir, name), 'utf8');
}

/** Of every session log. */
function hashAll(folder: string): Map<string, string> {
  const sessions = join(folder, 'sessions');
  const names = readdirSync(sessions).filter((name) => name.endsWith('.md'));
  return new Map(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(sessions, name)))
        .digest('hex'),
    ]),
  );
}
