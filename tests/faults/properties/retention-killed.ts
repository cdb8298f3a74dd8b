import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { crashAt, createFaultFileSystem, createSeededRandom, spawnScript, withoutSync } from 'test-kit';
import { assertSameFiles, type FileHashes, hashFiles } from '../file-hashes.js';
import { openStore } from '../open-store.js';
import type { Property } from '../property.js';
import { fillRetentionFolder, POLICY } from '../retention-folder.js';
import { withTemporaryFolder } from '../with-temporary-folder.js';

const HOST = join(import.meta.dirname, '../hosts/archivist.ts');
const FILES_FOR_KILLS = 200;
const FILES_FOR_STOPS = 30;

const disk = withoutSync(nodeFileSystem);

export const retentionKilled: Property = {
  name: 'retention-killed',
  promise: 'Retention that is killed loses nothing, and the next one ends as an undisturbed one does',
  shortRounds: 4,
  longRounds: 200,
  async run(kills) {
    const midway = await withTemporaryFolder('retention-killed', (folder) => killSome(folder, kills));
    return { kills, killedMidway: midway, converged: kills, lost: 0 };
  },
};

export const retentionStopped: Property = {
  name: 'retention-stopped',
  promise:
    'Retention that is stopped at any call loses nothing, and the next one ends as an undisturbed one does',
  shortRounds: 24,
  // Before and after every call.
  longRounds: 1_000_000,
  async run(rounds) {
    const stops = await withTemporaryFolder('retention-stopped', (folder) => stopSome(folder, rounds));
    return { stops, converged: stops, lost: 0 };
  },
};

/** A folder to begin with, and what is in it before and after. */
interface Sample {
  origin: string;
  copy: string;
  before: FileHashes;
  after: FileHashes;
}

/** @returns how often it was stopped */
async function stopSome(folder: string, atMost: number): Promise<number> {
  const whole = createFaultFileSystem(disk);
  const sample = await makeSample(folder, FILES_FOR_STOPS, (copy) => retain(copy, whole));
  // An odd one meets both sides of calls.
  const step = Math.floor((2 * whole.calls.length) / atMost) | 1;
  let stops = 0;
  for (let index = 0; index < 2 * whole.calls.length; index += step) {
    const [call, when] = [1 + Math.floor(index / 2), index % 2 === 0 ? 'before' : 'after'] as const;
    copyOrigin(sample);
    const fileSystem = createFaultFileSystem(disk, crashAt(call, when));
    await retain(sample.copy, fileSystem).catch(() => undefined);
    fileSystem.closeLeft();
    if (fileSystem.calls.length < call) throw new Error(`there was no call ${call}`);
    await checkConvergence(sample, `stopped ${when} call ${call}`);
    stops += 1;
  }
  return stops;
}

/** @returns how many of the kills left some logs moved and others not */
async function killSome(folder: string, kills: number): Promise<number> {
  const random = createSeededRandom(kills);
  let wholeMs = 0;
  const sample = await makeSample(folder, FILES_FOR_KILLS, async (copy) => {
    const host = spawnScript(HOST, [copy]);
    await host.line(/^planned/);
    const startedAt = performance.now();
    await host.line(/^done/);
    wholeMs = performance.now() - startedAt;
    await host.ended;
  });
  let midway = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    copyOrigin(sample);
    const host = spawnScript(HOST, [sample.copy]);
    await host.line(/^planned/);
    await sleep(random() * wholeMs);
    host.child.kill('SIGKILL');
    await host.ended;
    if (await checkConvergence(sample, `kill ${kill}`)) midway += 1;
  }
  if (midway === 0) throw new Error(`none of ${kills} kills hit retention at its work`);
  return midway;
}

/** @param work - the undisturbed run */
async function makeSample(
  folder: string,
  files: number,
  work: (folder: string) => Promise<void>,
): Promise<Sample> {
  const sample = { origin: join(folder, 'origin'), copy: join(folder, 'copy') };
  const store = openStore(sample.origin);
  fillRetentionFolder(store.sessionLogsDir, files);
  await store.acceptRetention(await store.planRetention(POLICY));
  copyOrigin(sample);
  const before = hashFiles(sample.copy);
  await work(sample.copy);
  return { ...sample, before, after: hashFiles(sample.copy) };
}

function copyOrigin({ origin, copy }: Pick<Sample, 'origin' | 'copy'>): void {
  rmSync(copy, { recursive: true, force: true });
  cpSync(origin, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
}

async function retain(folder: string, fileSystem: FileSystem = disk): Promise<void> {
  const store = openStore(folder, { fileSystem });
  await store.applyRetention(await store.planRetention(POLICY));
}

/** @returns whether the run had been stopped at its work */
async function checkConvergence({ copy, before, after }: Sample, what: string): Promise<boolean> {
  const left = hashFiles(copy);
  const contents = new Set(left.values());
  const lost = [...before].find(([, hash]) => !contents.has(hash));
  if (lost !== undefined) throw new Error(`${what}: ${lost[0]} is lost`);
  await retain(copy);
  assertSameFiles(after, hashFiles(copy), `${what}, then run again`);
  const isLike = (files: FileHashes): boolean =>
    left.size === files.size && [...files.keys()].every((path) => left.has(path));
  return !isLike(before) && !isLike(after);
}
