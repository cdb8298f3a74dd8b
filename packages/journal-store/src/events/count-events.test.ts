import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { openSampleLog } from '../../test/open-sample-log.js';
import { createJournalStore } from '../create-journal-store.js';
import { EventCounter } from './event-counter.js';

const NAME = '2026-02-24-135626-mbp-1-events.jsonl';

function storeOf(content: string | Uint8Array) {
  const directory = makeTemporaryFolder();
  writeFileSync(join(directory, NAME), content);
  return createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
}

async function countParsed(store: ReturnType<typeof storeOf>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const one of store.readEvents(NAME)) {
    if (one.kind === 'record') counts.set(one.eventType, (counts.get(one.eventType) ?? 0) + 1);
  }
  return counts;
}

const own = (type: string, data: unknown) =>
  `{"seq":7,"event_type":${JSON.stringify(type)},"timestamp":"2026-02-24T13:56:26.115+11:00","timestamp_unix":1,"data":${JSON.stringify(data)}}`;

describe('countEvents', () => {
  it('counts what reading every line counts, on 300 logs with lines of all kinds', async () => {
    const type = fc.oneof(
      fc.constantFrom('model_loaded', 'a', 'a"b', 'a\\', '', 'ü', 'x","timestamp":"', '\u2028', '{"seq":1'),
      fc.string({ unit: 'binary', maxLength: 5 }).filter((text) => text.isWellFormed()),
    );
    const data = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant({ event_type: 'inner' }));
    const line = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(type, data).map(([name, value]) => own(name, value)) },
      fc
        .tuple(type, data)
        .map(([name, value]) => JSON.stringify({ data: value, event_type: name, timestamp: '' })),
      fc.tuple(type, data).map(([name, value]) => `${own(name, value).slice(0, -1)},"feed_id":"1"}`),
      fc.constantFrom(
        '',
        ' ',
        'no JSON',
        '[]',
        '{}',
        '{"seq":1}',
        '{"seq":1,"event_type":5}',
        'half{"event_type":"b"}',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), fc.constantFrom('\n', ''), async (lines, end) => {
        const store = storeOf(lines.join('\n') + end);
        expect(await store.countEvents(NAME)).toEqual(await countParsed(store));
      }),
      { numRuns: 300 },
    );
  });

  it('tells more types apart than it compares with at first', () => {
    const counter = new EventCounter();
    const types = Array.from({ length: 40 }, (_, index) => `type_${index % 20}`);
    counter.read(Buffer.from(types.map((type) => `${own(type, {})}\n`).join('')));
    expect(counter.counts).toEqual(new Map(types.slice(0, 20).map((type) => [type, 2])));
  });

  it('counts over all segments, compressed ones too', async () => {
    const { store, log, append } = await openSampleLog({ maxEventLogBytes: 2_000 });
    for (let index = 0; index < 50; index += 1) await append(index % 2 === 0 ? 'even' : 'odd', { index });
    await log.close();
    const counts = await store.countEvents(log.fileName);
    expect([counts.get('even'), counts.get('odd')]).toEqual([25, 25]);
    expect(counts.get('journal_session_start')).toBeGreaterThan(3);
  });

  it('counts a segment that is archived', async () => {
    const directory = makeTemporaryFolder();
    const store = createJournalStore({ sessionLogsDir: directory, updateLogsDir: directory });
    mkdirSync(join(directory, 'archive/2026-02'), { recursive: true });
    writeFileSync(
      join(directory, 'archive/2026-02', `${NAME}.gz`),
      gzipSync(`${own('a', 1)}\n${own('b', 2)}\n`),
    );
    expect(await store.countEvents(NAME)).toEqual(
      new Map([
        ['a', 1],
        ['b', 1],
      ]),
    );
  });

  it('counts a line with damage behind its head, which it does not look at', async () => {
    const store = storeOf(`${own('a', 1).replace(':1}', ':}')}\n`);
    expect(await store.countEvents(NAME)).toEqual(new Map([['a', 1]]));
  });
});
