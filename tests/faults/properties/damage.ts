import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createJournalStore } from '@opta/journal-store';
import { createSeededRandom } from 'test-kit';
import { eventData } from '../hosts/event-data.js';
import { journalStart } from '../hosts/journal-start.js';
import type { Property } from '../property.js';

const RECORDS = 200;
const SECTOR_BYTES = 512;

/** A log and what it held, line by line. */
interface Sample {
  folder: string;
  name: string;
  bytes: Buffer;
  /** Offset of the first byte of each line, and one past the last. */
  lines: { from: number; to: number; seq: number }[];
}

export const truncation: Property = {
  name: 'truncation',
  promise: 'A log that is cut anywhere gives every whole record before the cut, and says where it ends',
  shortRounds: 300,
  // At every byte.
  longRounds: 1_000_000,
  async run(rounds) {
    return withSample(async (sample) => {
      let cuts = 0;
      const step = Math.max(1, Math.floor(sample.bytes.length / rounds));
      for (let length = 0; length <= sample.bytes.length; length += step) {
        await check(
          sample,
          sample.bytes.subarray(0, length),
          (line) => line.to <= length,
          `cut at ${length}`,
        );
        cuts += 1;
      }
      return { records: RECORDS, cuts, lost: 0, wrong: 0 };
    });
  },
};

export const bitFlips: Property = {
  name: 'bit-flips',
  promise: 'A flipped bit costs at most the record that it is in, and a checksum finds it',
  shortRounds: 100,
  longRounds: 2_000,
  async run(rounds) {
    return withSample(async (sample) => {
      const random = createSeededRandom(7);
      for (let round = 0; round < rounds; round += 1) {
        const at = Math.floor(random() * sample.bytes.length);
        const bytes = Buffer.from(sample.bytes);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
        // A flip may join two lines or split one; both ends of a joint are hit then.
        const isIntact = (line: { from: number; to: number }): boolean => at < line.from - 1 || at >= line.to;
        await check(sample, bytes, isIntact, `bit of byte ${at} flipped`);
        const { findings } = await storeIn(sample.folder).verifyEventLog(sample.name);
        if (findings.length === 0)
          throw new Error(`the flipped bit of byte ${at} was not found by its checksum`);
      }
      return { records: RECORDS, flips: rounds, lostIntact: 0, foundByChecksum: rounds };
    });
  },
};

export const zeroedSectors: Property = {
  name: 'zeroed-sectors',
  promise: 'A sector of zeros costs at most the records that it touches',
  shortRounds: 10,
  longRounds: 200,
  async run(rounds) {
    return withSample(async (sample) => {
      const random = createSeededRandom(11);
      for (let round = 0; round < rounds; round += 1) {
        const from = Math.floor((random() * sample.bytes.length) / SECTOR_BYTES) * SECTOR_BYTES;
        const to = Math.min(from + SECTOR_BYTES, sample.bytes.length);
        const bytes = Buffer.from(sample.bytes);
        bytes.fill(0, from, to);
        const isIntact = (line: { from: number; to: number }): boolean => line.to <= from || line.from > to;
        await check(sample, bytes, isIntact, `bytes ${from} to ${to} zeroed`);
      }
      return { records: RECORDS, sectors: rounds, lostIntact: 0 };
    });
  },
};

async function withSample<T>(use: (sample: Sample) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'damage-'));
  try {
    return await use(await writeSample(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function storeIn(folder: string) {
  return createJournalStore({
    sessionLogsDir: folder,
    updateLogsDir: join(folder, 'updates'),
    timeZone: 'UTC',
  });
}

async function writeSample(folder: string): Promise<Sample> {
  const log = await storeIn(folder).openEventLog({ start: journalStart('damage'), checksum: true });
  for (let seq = 2; seq <= RECORDS; seq += 1) {
    log.append({ type: 'probe', data: JSON.stringify(eventData(seq)), time: 1_772_000_000_000 + seq });
  }
  await log.close();
  const bytes = readFileSync(log.path);
  const lines: Sample['lines'] = [];
  for (let from = 0, seq = 1; from < bytes.length; seq += 1) {
    const to = bytes.indexOf(0x0a, from) + 1;
    lines.push({ from, to, seq });
    from = to;
  }
  return { folder, name: log.fileName, bytes, lines };
}

/** Every line that is intact must come back as it was. */
async function check(
  { folder, name, lines }: Sample,
  bytes: Uint8Array,
  isIntact: (line: Sample['lines'][number]) => boolean,
  what: string,
): Promise<void> {
  writeFileSync(join(folder, name), bytes);
  const found = new Map<number, unknown>();
  let covered = 0;
  for await (const record of storeIn(folder).readEvents(name)) {
    if (record.kind === 'record') found.set(record.byteOffset, record.data);
    else covered += record.length;
  }
  for (const line of lines.slice(1).filter(isIntact)) {
    if (!isDeepStrictEqual(found.get(line.from), eventData(line.seq))) {
      throw new Error(`${what}: record ${line.seq} is intact and was not given`);
    }
  }
  const isShort = bytes.length < (lines.at(-1)?.to ?? 0);
  const isWhole = !isShort || lines.some(({ to }) => to === bytes.length) || bytes.length === 0;
  if (!isWhole && covered === 0) throw new Error(`${what}: the unfinished line was not reported`);
}
