import { fdatasyncSync, linkSync, mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { UpdateLog } from '@opta/journal-format';
import { type Allocator, createFileAllocator } from '@opta/journal-ids';
import { createJournalStore, type JournalStore } from '@opta/journal-store';
import type { Redis } from '../peers.js';
import { spreadOf } from '../statistics.js';
import type { Measured } from './measured.js';
import { EXISTING_LOGS, SERIES } from './numbers-folders.js';
import { ANY_DIGITS, scanAndIncrement } from './numbers-original.js';

export const CLAIM = 'one claim';
export const GROWTH = 'one claim of a process that lives';
export const PAUSED = 'one log, two seconds after the one before';
export const PUBLISH = 'one log: claimed, published, recorded';
const ORIGINAL = 'one number, the original way';

export const REDIS = 'Redis INCR';
export const OWN_CLAIM = 'allocate()';
export const OWN_UNSYNCED = 'allocate(), synced when it ends';
export const FDATASYNC = 'one fdatasync after 1 KB';
export const NONE = 'no logs before';
export const MANY = EXISTING_LOGS;

/** Long enough for whatever a process does after a log. */
const PAUSE_MS = 2_000;

interface Call {
  what: string;
  name: string;
  /** Calls of a round. */
  count: number;
  /** Milliseconds before each of them; not measured. */
  pauseMs?: number;
  run: () => unknown;
}

export interface CallPlaces {
  /** An empty folder for everything that is made. */
  folder: string;
  /** One that has logs in it. */
  existing: string;
  redis: Redis | undefined;
}

/** What one call takes in a process that lives: of each round the median of its calls, in microseconds. */
export async function measureCalls(places: CallPlaces, rounds: number): Promise<Measured[]> {
  const writers = [createWriter(join(places.folder, 'none')), createWriter(places.existing)] as const;
  const file = await open(join(places.folder, 'synced'), 'a');
  const calls = createCalls(places, writers, file);
  const measured = calls.map(({ what, name }): Measured => ({ what, name, values: [] }));
  // The first round only warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, call] of calls.entries()) {
      const time = await medianUs(call);
      if (round > 0) measured[index]?.values.push(time);
    }
  }
  await file.close();
  for (const { allocator } of writers) await allocator.close();
  return measured;
}

function createCalls(
  { folder, existing, redis }: CallPlaces,
  [none, many]: readonly [Writer, Writer],
  file: FileHandle,
): Call[] {
  const original = join(folder, 'original');
  return [
    ...(redis === undefined ? [] : [{ what: CLAIM, name: REDIS, count: 300, run: () => redis.increment() }]),
    { what: CLAIM, name: 'bare link', count: 300, run: createLinker(folder) },
    { what: CLAIM, name: OWN_CLAIM, count: 100, run: none.claim },
    { what: CLAIM, name: OWN_UNSYNCED, count: 100, run: none.claimUnsynced },
    { what: GROWTH, name: NONE, count: 50, run: none.claim },
    { what: GROWTH, name: MANY, count: 50, run: many.claim },
    { what: PUBLISH, name: FDATASYNC, count: 50, run: createSyncer(file.fd) },
    { what: PUBLISH, name: 'the same, asynchronously', count: 50, run: createAsyncSyncer(file) },
    { what: PUBLISH, name: NONE, count: 25, run: none.publish },
    { what: PUBLISH, name: MANY, count: 3, run: many.publish },
    { what: PAUSED, name: NONE, count: 3, pauseMs: PAUSE_MS, run: none.publish },
    { what: PAUSED, name: MANY, count: 3, pauseMs: PAUSE_MS, run: many.publish },
    { what: ORIGINAL, name: NONE, count: 20, run: () => scanAndIncrement(original, 'update', ANY_DIGITS) },
    { what: ORIGINAL, name: MANY, count: 2, run: () => scanAndIncrement(existing, 'update', ANY_DIGITS) },
  ];
}

async function medianUs({ count, pauseMs, run }: Call): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    if (pauseMs !== undefined) await setTimeout(pauseMs);
    const begin = performance.now();
    await run();
    times.push((performance.now() - begin) * 1_000);
  }
  return spreadOf(times).median;
}

interface Writer {
  allocator: Allocator;
  claim: () => Promise<unknown>;
  claimUnsynced: () => Promise<unknown>;
  publish: () => Promise<void>;
}

function createWriter(directory: string): Writer {
  const allocator = createFileAllocator({ directory, series: SERIES });
  const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
  return {
    allocator,
    claim: () => allocator.allocate('standard'),
    claimUnsynced: () => allocator.allocate('standard', { durable: 'ended' }),
    publish: () => publish(allocator, store),
  };
}

/** As `writeUpdateLog` does. */
async function publish(allocator: Allocator, store: JournalStore): Promise<void> {
  const { id, uid, complete } = await allocator.allocate('standard', { durable: 'ended' });
  const log: UpdateLog = { ...LOG, id, uid };
  const { fileName } = await store.publishUpdateLog(log, { slug: 'load-model' });
  await complete(fileName);
}

/** As Opta LMX writes one after it has loaded a model: 1 KB. */
const LOG: UpdateLog = {
  date: '2026-02-24',
  time: '12:53:01',
  author: 'opta',
  versionBefore: '0.1.0',
  versionAfter: '0.1.0',
  commit: 'dbd6aba',
  promoted: true,
  category: 'sync',
  title: 'Load mlx-community/MiniMax-M2.5-4bit',
  summary: ['Loaded mlx-community/MiniMax-M2.5-4bit into memory from local artifacts.'],
  commandInputs: [
    { name: 'model_id', value: 'mlx-community/MiniMax-M2.5-4bit' },
    { name: 'auto_download', value: 'false' },
    { name: 'source', value: 'disk' },
  ],
  steps: [
    {
      target: 'mono512',
      component: 'lmx',
      step: 'model/load',
      status: 'ok',
      message: 'memory_after_load_gb=218.23 time_to_load_ms=41872',
    },
  ],
};

function createLinker(folder: string): () => void {
  const directory = join(folder, 'links');
  mkdirSync(directory);
  let number = 0;
  let source = '';
  return () => {
    // A file has at most 65,000 names.
    if (number % 10_000 === 0) {
      source = join(directory, `source-${number}`);
      writeFileSync(source, '');
    }
    number += 1;
    linkSync(source, join(directory, `${number}.json`));
  };
}

const KILOBYTE = Buffer.alloc(1_024, 'x');

function createSyncer(fd: number): () => void {
  return () => {
    writeSync(fd, KILOBYTE);
    fdatasyncSync(fd);
  };
}

/** What the same costs where the system's calls leave the thread to others. */
function createAsyncSyncer(file: FileHandle): () => Promise<void> {
  return async () => {
    await file.write(KILOBYTE);
    await file.datasync();
  };
}
