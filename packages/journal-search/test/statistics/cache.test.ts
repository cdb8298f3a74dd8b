import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import type { JournalStore } from '@opta/journal-store';
import fc from 'fast-check';
import { createFaultFileSystem, withoutSync } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { indexScrubber } from '../../src/index-scrubber.js';
import { createStatistics, type StatisticsOptions } from '../../src/statistics/create-statistics.js';
import type { Statistics } from '../../src/statistics/statistics.js';
import { leaveSession, makeStore, startOf } from './leave-session.js';
import { sampleSession } from './sample-session.js';

const DAY_LATER = Date.parse('2026-04-20T00:00:00Z');

/** One read by statistics of their own, as in another process. */
async function readOnce(store: JournalStore, options: StatisticsOptions): Promise<Statistics> {
  const statistics = createStatistics(store, { clock: () => DAY_LATER, ...options });
  const found = await statistics.read();
  await statistics.close();
  return found;
}

async function leaveSessions(store: JournalStore): Promise<void> {
  await leaveSession(store, sampleSession({ index: 1 }));
  await leaveSession(store, sampleSession({ index: 2, end: 'killed', isArchived: true }));
  await leaveSession(store, sampleSession({ index: 3, program: 'old' }));
  await leaveSession(store, sampleSession({ index: 4, files: 'session log' }));
}

/** The folder that statistics made for themselves. */
function folderIn(cacheDir: string): string {
  return join(cacheDir, readdirSync(cacheDir)[0] as string);
}

function cacheIn(cacheDir: string): string {
  return join(folderIn(cacheDir), 'statistics.ndjson');
}

describe('the cache', () => {
  it('makes a second read open no event log, also in another process', async () => {
    const fileSystem = createFaultFileSystem(withoutSync(nodeFileSystem));
    const { store, cacheDir } = makeStore({ fileSystem });
    await leaveSessions(store);
    const first = await readOnce(store, { cacheDir });
    const before = fileSystem.calls.length;
    expect(await readOnce(store, { cacheDir })).toEqual(first);
    const opened = fileSystem.calls.slice(before).filter(({ name }) => name === 'open');
    expect(opened.map(({ args }) => args[0]).filter((path) => String(path).includes('.jsonl'))).toEqual([]);
    // Their frontmatter says whether anything has changed.
    expect(opened.length).toBeGreaterThan(0);
  });

  it('makes only what has changed be read beyond its first line', async () => {
    const fileSystem = createFaultFileSystem(withoutSync(nodeFileSystem));
    const { store, cacheDir } = makeStore({ fileSystem });
    const events = Array.from({ length: 200 }, () => ({
      type: 'tea_brewed',
      data: { pot: 'a'.repeat(2_000) },
      seconds: 1,
    }));
    await leaveSession(store, sampleSession({ index: 1, events }));
    await readOnce(store, { cacheDir });
    await leaveSession(store, sampleSession({ index: 2 }));
    const before = fileSystem.calls.length;
    expect((await readOnce(store, { cacheDir })).total).toMatchObject({ runtimes: 2, events: 203 });
    const reads = fileSystem.calls.slice(before).filter(({ name }) => name === 'read');
    // A log of 400 KB takes more than one of the reader's blocks of 256 KiB.
    const furthest = Math.max(...reads.map(({ args }) => Number(args[4])));
    expect(furthest).toBeLessThan(100_000);
  });

  it('may be cut, changed at any byte or mixed up: the figures stay', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSessions(store);
    const expected = await readOnce(store, { cacheDir });
    const path = cacheIn(cacheDir);
    const whole = readFileSync(path);
    const damage = fc.oneof(
      fc.nat(whole.length).map((length) => whole.subarray(0, length)),
      fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        return changed;
      }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.concat([bytes, whole])),
      fc.constantFrom('', 'null\n', '{}\n[]\n', '{"key":1}\n').map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (bytes) => {
        writeFileSync(path, bytes);
        expect(await readOnce(store, { cacheDir, onError: unexpected })).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('does not believe a figure that was changed by hand', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSessions(store);
    const expected = await readOnce(store, { cacheDir });
    const path = cacheIn(cacheDir);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replaceAll(/"events":\d+/g, '"events":77'));
    expect(readFileSync(path, 'utf8')).not.toBe(text);
    expect(await readOnce(store, { cacheDir })).toEqual(expected);
  });

  it('may be deleted at any time, and is written again', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSessions(store);
    const expected = await readOnce(store, { cacheDir });
    rmSync(cacheDir, { recursive: true });
    expect(await readOnce(store, { cacheDir })).toEqual(expected);
    expect(readFileSync(cacheIn(cacheDir), 'utf8')).toContain('"events"');
  });

  it('keeps nothing of what is running', async () => {
    const { store, cacheDir } = makeStore();
    const session = sampleSession({ end: 'killed', events: [] });
    await leaveSession(store, session);
    const { total } = await readOnce(store, { cacheDir, clock: () => startOf(session) });
    expect(total.running).toBe(1);
    expect(readFileSync(cacheIn(cacheDir), 'utf8')).not.toContain('"events"');
  });

  it('forgets what is gone', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSessions(store);
    await readOnce(store, { cacheDir });
    const lines = () => readFileSync(cacheIn(cacheDir), 'utf8').split('\n').length;
    const before = lines();
    rmSync(join(store.sessionLogsDir, 'archive'), { recursive: true });
    expect((await readOnce(store, { cacheDir })).total.runtimes).toBe(3);
    expect(lines()).toBe(before - 1);
  });

  it('is not shared by those who take other things for secrets', async () => {
    const { store, cacheDir } = makeStore();
    const events = [{ type: 'tea_failed', data: { error: 'pot sesame42 broke' }, seconds: 1 }];
    await leaveSession(store, sampleSession({ index: 1, program: 'old', events }));
    const open = await readOnce(store, { cacheDir });
    expect(open.failures[0]?.lastMessage).toBe('pot sesame42 broke');
    const redaction = { rules: [{ kind: 'pot', starts: ['sesame'], rest: '[0-9]{2}' }] };
    const closed = await readOnce(store, { cacheDir, redaction });
    expect(closed.failures[0]?.lastMessage).toBe('pot [redacted:pot] broke');
  });

  it('is written by several at once, each time as a whole', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSessions(store);
    const all = await Promise.all(
      Array.from({ length: 8 }, () => readOnce(store, { cacheDir, onError: unexpected })),
    );
    for (const one of all) expect(one).toEqual(all[0]);
    expect(readdirSync(folderIn(cacheDir))).toEqual(['statistics.ndjson']);
    const lines = readFileSync(cacheIn(cacheDir), 'utf8').trimEnd().split('\n');
    expect(() => lines.map((line) => JSON.parse(line))).not.toThrow();
  });

  it('takes away what killed writers left', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSessions(store);
    await readOnce(store, { cacheDir });
    const folder = folderIn(cacheDir);
    const ofALivingOne = `.build-${process.pid}-1`;
    // No process has so great a number.
    for (const name of ['.build-999999999-1', ofALivingOne]) writeFileSync(join(folder, name), 'half');
    rmSync(cacheIn(cacheDir));
    await readOnce(store, { cacheDir });
    expect(readdirSync(folder).sort()).toEqual([ofALivingOne, 'statistics.ndjson']);
  });

  it('that was scrubbed away is made anew', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSessions(store);
    const expected = await readOnce(store, { cacheDir });
    expect(await indexScrubber(store, { cacheDir }).scrub()).toBe(1);
    expect(readdirSync(folderIn(cacheDir))).toEqual([]);
    expect(await readOnce(store, { cacheDir })).toEqual(expected);
  });

  it('that cannot be written is told, and the figures come all the same', async () => {
    const { store, cacheDir } = makeStore();
    await leaveSessions(store);
    mkdirSync(join(cacheDir, '..'), { recursive: true });
    writeFileSync(cacheDir, 'a file in its place');
    const errors: unknown[] = [];
    const { total } = await readOnce(store, { cacheDir, onError: (error) => errors.push(error) });
    expect(total.runtimes).toBe(4);
    expect(errors).toEqual([expect.objectContaining({ code: expect.stringMatching(/ENOTDIR|EEXIST/) })]);
  });
});

function unexpected(error: unknown): void {
  throw error;
}
