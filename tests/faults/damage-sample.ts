import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { JournalStore } from '@opta/journal-store';
import { eventData } from './hosts/event-data.js';
import { journalStart } from './hosts/journal-start.js';
import { openStore } from './open-store.js';
import { withTemporaryFolder } from './with-temporary-folder.js';

/** Lines of a sample, the first one included. */
export const SAMPLE_RECORDS = 200;

const SECTOR_BYTES = 512;

/** A log and what it held, line by line. */
export interface Sample {
  store: JournalStore;
  name: string;
  bytes: Buffer;
  lines: readonly SampleLine[];
}

export interface SampleLine {
  /** Offset of its first byte. */
  from: number;
  /** One past its line ending. */
  to: number;
  seq: number;
}

/** What became of the bytes of a sample. */
export interface Damage {
  what: string;
  bytes: Buffer;
  isIntact(line: SampleLine): boolean;
}

export async function withSample<T>(use: (sample: Sample) => Promise<T>): Promise<T> {
  return withTemporaryFolder('damage', async (folder) => use(await writeSample(openStore(folder))));
}

async function writeSample(store: JournalStore): Promise<Sample> {
  const log = await store.openEventLog({ start: journalStart('damage'), checksum: true });
  for (let seq = 2; seq <= SAMPLE_RECORDS; seq += 1) {
    log.append({ type: 'probe', data: JSON.stringify(eventData(seq)), time: 1_772_000_000_000 + seq });
  }
  await log.close();
  const bytes = readFileSync(log.path);
  const lines: SampleLine[] = [];
  for (let from = 0, seq = 1; from < bytes.length; seq += 1) {
    const to = bytes.indexOf(0x0a, from) + 1;
    lines.push({ from, to, seq });
    from = to;
  }
  return { store, name: log.fileName, bytes, lines };
}

export function cut({ bytes }: Sample, at: number): Damage {
  return { what: `cut at ${at}`, bytes: bytes.subarray(0, at), isIntact: ({ to }) => to <= at };
}

export function flipBit({ bytes }: Sample, at: number, bit: number): Damage {
  const damaged = Buffer.from(bytes);
  damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
  return {
    what: `bit ${bit} of byte ${at} flipped`,
    bytes: damaged,
    // A flip may join two lines or split one; both ends of a joint are hit then.
    isIntact: ({ from, to }) => at < from - 1 || at >= to,
  };
}

/** @param at - a byte in the sector */
export function zeroSector({ bytes }: Sample, at: number): Damage {
  const start = Math.floor(at / SECTOR_BYTES) * SECTOR_BYTES;
  const end = Math.min(start + SECTOR_BYTES, bytes.length);
  return {
    what: `bytes ${start} to ${end} zeroed`,
    bytes: Buffer.from(bytes).fill(0, start, end),
    isIntact: ({ from, to }) => to <= start || from > end,
  };
}

/** Every line that is intact must come back as it was. */
export async function checkReading({ store, name, lines }: Sample, damage: Damage): Promise<void> {
  const { what, bytes } = damage;
  writeFileSync(join(store.sessionLogsDir, name), bytes);
  const found = new Map<number, unknown>();
  let covered = 0;
  for await (const record of store.readEvents(name)) {
    if (record.kind === 'record') found.set(record.byteOffset, record.data);
    else covered += record.length;
  }
  for (const line of lines.slice(1).filter((one) => damage.isIntact(one))) {
    if (!isDeepStrictEqual(found.get(line.from), eventData(line.seq))) {
      throw new Error(`${what}: record ${line.seq} is intact and was not given`);
    }
  }
  const isShort = bytes.length < (lines.at(-1)?.to ?? 0);
  const isWhole = !isShort || lines.some(({ to }) => to === bytes.length) || bytes.length === 0;
  if (!isWhole && covered === 0) throw new Error(`${what}: the unfinished line was not reported`);
}
