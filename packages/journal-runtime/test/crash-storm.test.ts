import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseSessionLog } from '@opta/journal-format/parse';
import { recover } from '@opta/journal-recovery';
import { createJournalStore } from '@opta/journal-store';
import fc from 'fast-check';
import { spawnScript } from 'test-kit';
import { expect, it } from 'vitest';
import { createRuntimeJournal } from '../src/index.js';
import { useLogFolders } from './log-folders.js';

const folders = useLogFolders();
const HOST = fileURLToPath(new URL('./fixtures/storm-host.ts', import.meta.url));

/** Processes that are killed. The long form sets OPTA_STORM=500. */
const KILLS = Number(process.env.OPTA_STORM ?? 30);
/** Printed, so that a storm can be had again. */
const SEED = Number(process.env.OPTA_STORM_SEED ?? Date.now() % 2 ** 31);
const TIMEOUT_MS = 60_000 + KILLS * 4_000;

/** Moments at which a host can be killed: so many milliseconds after it has come to a phase. */
const moment = fc.record({
  events: fc.integer({ min: 0, max: 400 }),
  phase: fc.constantFrom('booted', 'started', 'finalizing'),
  afterMs: fc.integer({ min: 0, max: 40 }),
});

type Moment = typeof moment extends fc.Arbitrary<infer Value> ? Value : never;

interface Life {
  /** Its session, if it came to say so. */
  session: string | undefined;
  hasFinalized: boolean;
}

/** A host that is killed at a moment, unless it has ended by then. */
async function live(at: Moment, jsonl: 'with' | 'without'): Promise<Life> {
  const { child, line, lines, ended } = spawnScript(HOST, [folders.root, `${at.events}`, jsonl]);
  await line(new RegExp(`^${at.phase}`));
  void pause(at.afterMs).then(() => child.kill('SIGKILL'));
  await ended;
  const started = lines.find((text) => text.startsWith('started '));
  return { session: started?.split(' ')[1], hasFinalized: lines.includes('finalized') };
}

/** What stands in the session folder beside the journal's own state. */
function contents(): Record<string, string> {
  const names = readdirSync(folders.sessions).filter((name) => /^\d{4}-.*\.(?:md|jsonl)$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, folders.read('sessions', name)]));
}

function stateFiles(name: string): string[] {
  const path = join(folders.sessions, '.opta-journal', name);
  return existsSync(path) ? readdirSync(path).sort() : [];
}

/** Events of an event log that can be read, and whether its first line can. */
function readEventLog(text: string): { events: number; session?: string } {
  const lines = text.split('\n').slice(0, -1);
  const records = lines.map((line) => JSON.parse(line) as { event_type: string; data: { session?: string } });
  const session = records[0]?.data.session;
  const events = records.filter(({ event_type }) => !event_type.startsWith('journal_')).length;
  return session === undefined ? { events } : { events, session };
}

it(
  'every runtime of a storm of kills has exactly one session log, and a living sibling is never touched',
  async () => {
    const sibling = createRuntimeJournal(folders.config(), { environment: {}, recover: false });
    const own = await sibling.start({ model: 'sibling/1' });
    const lives: Life[] = [];
    const waiting = fc.sample(moment, { numRuns: KILLS, seed: SEED });
    const worker = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        lives.push(await live(next, 'with'));
        sibling.record({ type: 'sibling_lives' });
      }
    };
    await Promise.all([worker(), worker()]);

    const store = createJournalStore({
      sessionLogsDir: folders.sessions,
      updateLogsDir: folders.updates,
      timeZone: 'UTC',
    });
    // Without a first line nothing says who wrote a log, so those of the last milliseconds are asked for.
    const report = await recover(store, { device: 'host', timeZone: 'UTC', includeLegacy: true });
    expect(report.failed).toEqual([]);
    expect(report.left).toMatchObject([{ session: own.ok ? own.session : '', reason: 'running' }]);
    const isGrowing = (name: string): boolean => own.ok && name === basename(own.eventLog ?? '');
    const ended = (): [string, string][] => Object.entries(contents()).filter(([name]) => !isGrowing(name));
    const whole = ended();
    await recover(store, { device: 'host', timeZone: 'UTC', includeLegacy: true });
    expect(ended()).toEqual(whole);
    expect(Object.keys(contents())).toHaveLength(whole.length + 1);

    const finished = await sibling.finalize();
    expect(finished.ok).toBe(true);
    const files = contents();
    const logs = Object.keys(files)
      .filter((name) => name.endsWith('.md'))
      .map((name) => parseSessionLog(files[name] ?? ''));
    const eventLogs = Object.keys(files).filter((name) => name.endsWith('.jsonl'));
    expect(logs.map(({ eventLog }) => eventLog).sort()).toEqual(eventLogs);
    let headless = 0;
    for (const log of logs) {
      const { events, session } = readEventLog(files[log.eventLog ?? ''] ?? '');
      if (session === undefined) headless += 1;
      else expect(log.session).toBe(session);
      expect(log.summary).toContain(`Total events: ${events}`);
    }
    const sessions = new Set(logs.map(({ session }) => session));
    for (const { session } of lives) if (session !== undefined) expect(sessions).toContain(session);
    const killed = lives.filter(({ hasFinalized }) => !hasFinalized).length;
    console.log(
      `seed ${SEED}: ${lives.length} runtimes, ${killed} killed, ${lives.filter(({ session }) => session === undefined).length} of them during start; ${logs.filter(({ properties }) => properties?.recovered === true).length} logs recovered, ${headless} of them without a first line, ${logs.length} in all`,
    );
    expect(killed).toBeGreaterThan(0);
    expect(logs.find(({ device }) => device === 'studio')).toMatchObject({ status: 'clean' });
    expect(stateFiles('endings')).toEqual([]);
  },
  TIMEOUT_MS,
);

it('runtimes without an event log have theirs from their last snapshot', async () => {
  const lives: Life[] = [];
  for (const at of fc.sample(moment, { numRuns: 6, seed: SEED })) lives.push(await live(at, 'without'));
  const next = createRuntimeJournal(folders.config(), { environment: {} });
  await next.start();
  expect((await next.recovery)?.failed).toEqual([]);
  await next.finalize();
  const sessions = folders
    .sessionLogs()
    .map((name) => parseSessionLog(readFileSync(join(folders.sessions, name), 'utf8')).session);
  expect(new Set(sessions).size).toBe(sessions.length);
  for (const { session } of lives) if (session !== undefined) expect(sessions).toContain(session);
  expect(stateFiles('sessions')).toEqual([]);
});
