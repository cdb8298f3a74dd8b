import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import fc from 'fast-check';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { createJournalStore } from '../src/create-journal-store.js';
import { toJsonText } from '../src/json/to-json-text.js';
import { collect } from './collect.js';
import { openSampleLog } from './open-sample-log.js';
import { STARTED_AT, sampleStart } from './sample-start.js';

type Step = { kind: 'append'; type: string; data: unknown } | { kind: 'flush' | 'turn' };

const type = fc.oneof(
  fc.constantFrom('model_loaded', 'model_canary_failed', 'a'),
  fc.string({ unit: 'binary' }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('append' as const), type, data: fc.jsonValue() }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'flush' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'turn' as const }) },
);
const options = fc.record({
  durability: fc.constantFrom('buffered' as const, 'durable' as const),
  maxEventLogBytes: fc.constantFrom(1, 1_500, 1_000_000),
  flushIntervalMs: fc.constantFrom(0, 1_000),
});

describe('an event log', () => {
  it('reads back as the list of what was appended, however it was flushed, cut and closed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        options,
        fc.boolean(),
        async (steps, chosen, isSync) => {
          const { store, log } = await openSampleLog(chosen);
          const model: { eventType: string; data: unknown }[] = [];
          for (const one of steps) {
            if (one.kind === 'flush') await log.flush();
            if (one.kind === 'turn') await new Promise((resolve) => setImmediate(resolve));
            if (one.kind !== 'append') continue;
            const encoded = toJsonText(one.data);
            if (!encoded.ok) throw new Error(encoded.reason);
            void log.append({ type: one.type, data: encoded.json, time: STARTED_AT });
            // A lone surrogate becomes U+FFFD.
            const eventType = Buffer.from(one.type).toString();
            model.push({ eventType, data: JSON.parse(encoded.json) as unknown });
          }
          if (isSync) log.closeSync();
          else await log.close();
          const records = (await collect(store.readEvents(log.fileName))).flatMap((record) =>
            record.kind === 'record' && record.eventType !== 'journal_session_start' ? [record] : [],
          );
          expect(records.map(({ eventType, data }) => ({ eventType, data }))).toEqual(model);
          expect(log.stats).toMatchObject({ dropped: 0, lastError: undefined, queuedBytes: 0 });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('has exact counts and whole lines, whatever the disk does meanwhile', async () => {
    const fault = fc.constantFrom(
      undefined,
      undefined,
      { errno: 'ENOSPC' },
      { errno: 'EIO' },
      { bytes: 0 },
      { bytes: 7 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        options,
        fc.array(fault, { minLength: 1, maxLength: 30 }),
        fc.boolean(),
        async (steps, chosen, faults, isSync) => {
          const fileSystem = createFaultFileSystem(nodeFileSystem);
          const { log, lines } = await openSampleLog({ ...chosen, maxBufferBytes: 300 }, fileSystem);
          let calls = 0;
          fileSystem.plan = ({ name }) => {
            if (!['write', 'fdatasync', 'fsync', 'open'].includes(name)) return undefined;
            calls += 1;
            return faults[calls % faults.length];
          };
          let appended = 0;
          const answers: Promise<boolean>[] = [];
          for (const one of steps) {
            if (one.kind === 'flush') await log.flush();
            if (one.kind === 'turn') await new Promise((resolve) => setImmediate(resolve));
            if (one.kind !== 'append') continue;
            appended += 1;
            answers.push(log.append({ type: `_${one.type}`, data: '{}', time: STARTED_AT }));
          }
          if (isSync) log.closeSync();
          else await log.close();
          await new Promise((resolve) => setImmediate(resolve));
          const { stats } = log;
          const all = lines();
          const own = all.filter(({ event_type: name }) => name.startsWith('journal_')).length;
          const ownDropped = Object.entries(stats.droppedByType)
            .filter(([name]) => name.startsWith('journal_'))
            .reduce((sum, [, count]) => sum + count, 0);
          expect(all.length).toBe(stats.written);
          expect(all.length - own + stats.dropped - ownDropped).toBe(appended);
          expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
          const gaps = all.filter(({ event_type: name }) => name === 'journal_gap');
          for (const { data } of gaps) {
            const byType = Object.values(data.by_type as Record<string, number>);
            expect(byType.reduce((sum, count) => sum + count, 0)).toBe(data.dropped);
          }
          // Everybody is answered.
          await Promise.all(answers);
          expect(fileSystem.openDescriptors.size).toBe(0);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads back 100,000 lines of mixed sizes and scripts as they were', async () => {
    const directory = makeTemporaryFolder();
    const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: join(directory, 'u') });
    const log = await store.openEventLog({ start: sampleStart(), maxEventLogBytes: 8_000_000 });
    const pieces = ['a', 'é', '€', '😀', '\n', '"', '\u2028', '\u0000'];
    const textOf = (index: number) =>
      (pieces[index % 8] ?? '').repeat(index % 997 === 0 ? 20_000 : (index * 7) % 120);
    const count = 100_000;
    for (let index = 0; index < count; index += 1) {
      const data = JSON.stringify({ index, text: textOf(index) });
      void log.append({ type: `type_${index % 13}`, data, time: STARTED_AT + index });
      if (index % 5_000 === 0) await log.flush();
    }
    await log.close();
    expect(log.stats).toMatchObject({ dropped: 0, queuedBytes: 0 });
    expect(log.stats.segments).toBeGreaterThan(1);
    let index = 0;
    let sequence = 0;
    for await (const record of store.readEvents(log.fileName)) {
      if (record.kind !== 'record') throw new Error(record.reason);
      sequence += 1;
      if (record.seq !== sequence) throw new Error(`${record.seq} follows ${sequence - 1}`);
      if (record.eventType === 'journal_session_start') continue;
      const { index: read, text } = record.data as { index: number; text: string };
      if (read !== index || text !== textOf(index)) throw new Error(`record ${index} differs`);
      if (record.time !== STARTED_AT + index) throw new Error(`record ${index} has another time`);
      index += 1;
    }
    expect(index).toBe(count);
  });
});
