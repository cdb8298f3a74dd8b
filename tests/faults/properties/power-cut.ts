import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createPowerCutDisk, createSeededRandom, POWER_CUT_REQUIREMENT, spawnScript } from 'test-kit';
import { eventData } from '../hosts/event-data.js';
import { openStore } from '../open-store.js';
import type { Property } from '../property.js';

const WRITER = join(import.meta.dirname, '../hosts/power-writer.ts');

/** Most milliseconds that a timer and a sync may come late on a busy machine. */
const LATENESS_MS = 500;

interface Acknowledged {
  eventLog: string;
  /** Number of the event → when it was accepted, in epoch milliseconds. */
  events: Map<number, number>;
  /** Name → bytes. */
  files: Map<string, number>;
  cutAt: number;
}

export const durablePowerCut: Property = {
  name: 'power-cut-durable',
  promise: 'In durable mode every acknowledged event and published file survives a power cut, whole',
  requirement: POWER_CUT_REQUIREMENT,
  shortRounds: 2,
  longRounds: 200,
  async run(rounds) {
    let events = 0;
    let files = 0;
    await eachRound(rounds, { durability: 'durable', flushIntervalMs: 1_000 }, async (folder, given) => {
      const found = await readNumbers(folder, given.eventLog);
      for (const index of given.events.keys()) {
        if (!found.has(index)) throw new Error(`event ${index} was acknowledged and is gone`);
      }
      checkFiles(folder, given.files);
      events += given.events.size;
      files += given.files.size;
    });
    return { cuts: rounds, acknowledgedEvents: events, publishedFiles: files, lost: 0 };
  },
};

export const bufferedPowerCut: Property = {
  name: 'power-cut-buffered',
  promise: 'In buffered mode a power cut takes no event that is older than the flush interval',
  requirement: POWER_CUT_REQUIREMENT,
  shortRounds: 1,
  longRounds: 50,
  async run(rounds) {
    const flushIntervalMs = 200;
    let oldestLostMs = 0;
    let events = 0;
    await eachRound(rounds, { durability: 'buffered', flushIntervalMs }, async (folder, given) => {
      const found = await readNumbers(folder, given.eventLog);
      for (const [index, acceptedAt] of given.events) {
        if (found.has(index)) continue;
        oldestLostMs = Math.max(oldestLostMs, given.cutAt - acceptedAt);
      }
      if (oldestLostMs > flushIntervalMs + LATENESS_MS) {
        throw new Error(`an event of ${oldestLostMs} ms before the cut is gone`);
      }
      checkFiles(folder, given.files);
      events += given.events.size;
    });
    return { cuts: rounds, events, flushIntervalMs, oldestLostMs };
  },
};

async function eachRound(
  rounds: number,
  mode: { durability: string; flushIntervalMs: number },
  check: (folder: string, given: Acknowledged) => Promise<void>,
): Promise<void> {
  const random = createSeededRandom(rounds);
  for (let round = 1; round <= rounds; round += 1) {
    const disk = createPowerCutDisk();
    try {
      const writer = spawnScript(WRITER, [disk.path, mode.durability, String(mode.flushIntervalMs)]);
      await writer.line(/^log /);
      await new Promise((resolve) => setTimeout(resolve, 50 + random() * 700));
      const cutAt = disk.cut();
      writer.child.kill('SIGKILL');
      await writer.ended;
      disk.restore();
      await check(disk.path, { ...readAcknowledged(writer.lines, cutAt), cutAt });
    } catch (cause) {
      throw new Error(`round ${round}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    } finally {
      disk.close();
    }
  }
}

/**
 * What was acknowledged before the cut. The kernel answers a sync that is under way at its shutdown with success, a bare
 * write and fdatasync as well; with a real cut nobody would have heard that answer.
 */
function readAcknowledged(lines: readonly string[], cutAt: number): Omit<Acknowledged, 'cutAt'> {
  const given = { eventLog: '', events: new Map<number, number>(), files: new Map<string, number>() };
  for (const line of lines) {
    const [kind, first = '', second = '', acknowledgedAt = ''] = line.split(' ');
    if (kind === 'log') given.eventLog = first;
    else if (Number(acknowledgedAt) >= cutAt) continue;
    else if (kind === 'event') given.events.set(Number(first), Number(second));
    else if (kind === 'file') given.files.set(first, Number(second));
  }
  return given;
}

/** Numbers of the events that are there as they were written. */
async function readNumbers(folder: string, eventLog: string): Promise<Set<number>> {
  const store = openStore(folder);
  const found = new Set<number>();
  for await (const record of store.readEvents(eventLog)) {
    if (record.kind !== 'record' || record.eventType !== 'probe') continue;
    const { index } = record.data as { index: number };
    if (!isDeepStrictEqual(record.data, eventData(index))) {
      throw new Error(`event ${index} is not what was appended`);
    }
    found.add(index);
  }
  return found;
}

function checkFiles(folder: string, files: ReadonlyMap<string, number>): void {
  for (const [name, size] of files) {
    const path = join(folder, 'updates', name);
    if (statSync(path).size !== size) throw new Error(`${name} has not the ${size} bytes that it had`);
    if (!readFileSync(path, 'utf8').includes('\n## Summary\n')) throw new Error(`${name} is not whole`);
  }
}
