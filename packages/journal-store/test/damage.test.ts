import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { createJournalStore } from '../src/create-journal-store.js';
import type { DamagedSpan, EventRecord } from '../src/events/event-record.js';
import { collect } from './collect.js';
import { openSampleLog } from './open-sample-log.js';

const NAME = '2026-02-24-135626-mbp-1-events.jsonl';
const NEWLINE = 0x0a;

interface Sample {
  whole: Buffer;
  records: EventRecord[];
  /** Where the line of each begins. */
  starts: number[];
}

/** A log of 200 records. */
async function writeSample(): Promise<Sample> {
  const { store, log, append } = await openSampleLog();
  for (let index = 0; index < 199; index += 1) {
    void append(index % 7 === 0 ? 'déjà' : 'model_loaded', { index, text: 'aé€😀'.slice(0, index % 5) });
  }
  await log.close();
  const records = (await collect(store.readEvents(log.fileName))).filter((one) => one.kind === 'record');
  expect(records).toHaveLength(200);
  return { whole: readFileSync(log.path), records, starts: records.map(({ byteOffset }) => byteOffset) };
}

function createReader(): (content: Uint8Array) => Promise<(EventRecord | DamagedSpan)[]> {
  const directory = makeTemporaryFolder();
  const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
  return (content) => {
    writeFileSync(join(directory, NAME), content);
    return collect(store.readEvents(NAME));
  };
}

/** Everything but blank lines is either a record or reported, without overlap. */
function expectCovered(all: readonly (EventRecord | DamagedSpan)[], content: Buffer): void {
  let at = 0;
  for (const one of all) {
    const between = content.toString('utf8', at, one.byteOffset);
    if (!/^[\s\uFEFF]*$/.test(between)) throw new Error(`${at} to ${one.byteOffset} is nowhere: ${between}`);
    at = one.kind === 'record' ? content.indexOf(NEWLINE, one.byteOffset) + 1 : one.byteOffset + one.length;
  }
  expect(content.toString('utf8', at)).toMatch(/^[\s\uFEFF]*$/);
}

const keyOf = ({ seq, eventType, data }: EventRecord): string => JSON.stringify([seq, eventType, data]);

describe('a log of 200 records', () => {
  it('cut at every byte of a line gives every record whose line is whole, and names the rest', async () => {
    const { whole, records, starts } = await writeSample();
    const read = createReader();
    for (let length = 0; length <= whole.length; length += 1) {
      // Every byte of every tenth line; of the others the begin, whose cut is the end of the one before.
      const line = starts.findLastIndex((start) => start <= length);
      if (line % 10 !== 9 && length !== starts[line] && length !== whole.length) continue;
      const all = await read(whole.subarray(0, length));
      const complete = starts.filter((_, index) => (starts[index + 1] ?? whole.length) <= length).length;
      const rest = length - (starts[complete] ?? length);
      const last = all.at(-1);
      if (rest === 0) expect(all).toHaveLength(complete);
      else {
        expect(all).toHaveLength(complete + 1);
        expect(last).toMatchObject({ kind: 'unfinished', byteOffset: length - rest, length: rest });
      }
      const newest = all[complete - 1];
      if (complete > 0) expect(newest).toEqual(records[complete - 1]);
    }
  }, 60_000);

  it('with a bit flipped loses at most the lines that it touches, and makes up none', async () => {
    const { whole, records, starts } = await writeSample();
    const read = createReader();
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (offset, bit) => {
        const content = Buffer.from(whole);
        content[offset] = (content[offset] ?? 0) ^ (1 << bit);
        const all = await read(content);
        const index = starts.findLastIndex((start) => start <= offset);
        const isNewline = whole[offset] === NEWLINE;
        const known = new Set(all.flatMap((one) => (one.kind === 'record' ? [keyOf(one)] : [])));
        for (const [position, record] of records.entries()) {
          const isTouched = position === index || (isNewline && position === index + 1);
          if (!isTouched) expect(known.has(keyOf(record)), `record ${position}`).toBe(true);
        }
        expect(known.size).toBeLessThanOrEqual(201);
        expectCovered(all, content);
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it('with a flipped newline still gives the record behind it', async () => {
    const { whole, starts } = await writeSample();
    const read = createReader();
    const content = Buffer.from(whole);
    const end = (starts[100] ?? 0) - 1;
    content[end] = 0x20;
    const all = await read(content);
    expect(all).toHaveLength(200);
    expect(all[99]).toMatchObject({
      kind: 'damaged',
      byteOffset: starts[99],
      length: end + 1 - (starts[99] ?? 0),
    });
    expect(all[100]).toMatchObject({ kind: 'record', seq: 101, byteOffset: starts[100] });
  });

  it('with any bytes put in, taken out or zeroed gives every line that is still there', async () => {
    const { whole, records, starts } = await writeSample();
    const read = createReader();
    const put = fc.oneof(
      fc.uint8Array({ maxLength: 600 }),
      fc
        .constantFrom('\n', '\r\n', '\0'.repeat(512), '{"seq":', '{"data": {', 'garbage\n')
        .map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.nat(1_500),
        put,
        fc.boolean(),
        async (offset, length, bytes, isZeroed) => {
          const end = Math.min(whole.length, offset + length);
          const middle = isZeroed ? Buffer.alloc(end - offset) : bytes;
          const content = Buffer.concat([whole.subarray(0, offset), middle, whole.subarray(end)]);
          const all = await read(content);
          const known = new Set(all.flatMap((one) => (one.kind === 'record' ? [keyOf(one)] : [])));
          const before = starts.filter((_, index) => (starts[index + 1] ?? whole.length) <= offset).length;
          const after = starts.findIndex((start) => start > end);
          for (const record of records.slice(0, before)) expect(known.has(keyOf(record))).toBe(true);
          // The first line behind the damage may have lost its begin to it.
          const kept = after === -1 ? [] : records.slice(after);
          for (const record of kept) expect(known.has(keyOf(record))).toBe(true);
          expectCovered(all, content);
        },
      ),
      { numRuns: 400 },
    );
  }, 60_000);
});

describe('a large log', () => {
  it('is read in constant memory, whatever the length of its lines', async () => {
    const directory = makeTemporaryFolder();
    const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
    const line = `{"event_type":"a","timestamp_unix":1,"data":{"text":"${'x'.repeat(50_000)}"}}\n`;
    writeFileSync(join(directory, NAME), line.repeat(2_000));
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    let count = 0;
    for await (const record of store.readEvents(NAME)) {
      if (record.kind === 'record') count += 1;
      if (count % 50 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    expect(count).toBe(2_000);
    // 100 MB pass through a buffer of 256 KiB.
    expect(most).toBeLessThan(8_000_000);
  });
});
