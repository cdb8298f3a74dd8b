import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { nodeFileSystem } from '@opta/journal-fs';
import fc from 'fast-check';
import { createFaultFileSystem } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { collect } from '../../test/collect.js';
import { openSampleLog, type SampleLog } from '../../test/open-sample-log.js';
import { sampleStart } from '../../test/sample-start.js';

const TEXTS = ['', 'plain', 'é🙂', '"\\', ',"check":"00000000"}', '\u2028'];

async function writtenLog(lines = 12, checksum = true): Promise<SampleLog> {
  const sample = await openSampleLog({ checksum });
  for (let index = 0; index < lines; index += 1) {
    void sample.append(`type_${index % 3}`, { index, text: TEXTS[index % TEXTS.length] }, index);
  }
  await sample.log.close();
  return sample;
}

const verify = ({ store, log }: SampleLog) => store.verifyEventLog(log.fileName);

describe('a log with checksums', () => {
  it('has one on every line, which no reader of records sees', async () => {
    const sample = await writtenLog();
    for (const line of readFileSync(sample.log.path, 'utf8').trimEnd().split('\n')) {
      expect(line).toMatch(/,"check":"[0-9a-f]{8}"\}$/);
    }
    for (const one of await collect(sample.store.readEvents(sample.log.fileName))) {
      expect(one).not.toHaveProperty('extra');
    }
    expect(await verify(sample)).toEqual({ records: 13, checked: 13, findings: [] });
  });

  it('has no finding after whatever happened to the disk while it was written', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const sample = await openSampleLog(
      { checksum: true, maxEventLogBytes: 1_500, maxBufferBytes: 4_000 },
      fileSystem,
    );
    const { log, append, segments, directory, store } = sample;
    writeFileSync(join(directory, log.fileName.replace('.jsonl', '.3.jsonl')), '');
    const faults = [undefined, { errno: 'ENOSPC' }, { bytes: 7 }, undefined];
    for (let round = 0; round < 12; round += 1) {
      fileSystem.plan = ({ name }) => {
        if (name === 'fdatasync' && round === 5) return { errno: 'EIO' };
        return name === 'write' ? faults[round % faults.length] : undefined;
      };
      for (let index = 0; index < 9; index += 1) void append('a', { index, text: 'é'.repeat(round) });
      await log.flush();
      if (round === 8) rmSync(join(directory, segments().at(-1) ?? ''));
    }
    fileSystem.plan = () => undefined;
    void append('journal_session_end');
    await log.close();
    rmSync(join(directory, log.fileName.replace('.jsonl', '.3.jsonl')));
    const { findings, records, checked } = await store.verifyEventLog({ session: sampleStart().session });
    expect(findings).toEqual([]);
    expect(records).toBe(checked);
    expect(segments().length).toBeGreaterThan(3);
  });

  it('shows every change of a byte, with the line and where it begins', async () => {
    const sample = await writtenLog();
    const bytes = readFileSync(sample.log.path);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ change;
        writeFileSync(sample.log.path, changed);
        const { findings } = await verify(sample);
        expect(findings).not.toEqual([]);
        const lineNumber = bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
        const byteOffset = bytes.subarray(0, at).lastIndexOf(0x0a) + 1;
        expect(findings[0]).toMatchObject({ segment: 1, lineNumber, byteOffset });
      }),
      { numRuns: 500 },
    );
  });

  it('shows every line that was removed but the last, and every two that were swapped', async () => {
    const sample = await writtenLog();
    const lines = readFileSync(sample.log.path, 'utf8').trimEnd().split('\n');
    const write = (all: readonly string[]) => writeFileSync(sample.log.path, `${all.join('\n')}\n`);
    for (let index = 0; index < lines.length - 1; index += 1) {
      write(lines.toSpliced(index, 1));
      expect((await verify(sample)).findings).not.toEqual([]);
      const [one = '', other = ''] = lines.slice(index);
      write(lines.toSpliced(index, 2, other, one));
      expect((await verify(sample)).findings).not.toEqual([]);
    }
    write(lines);
    expect((await verify(sample)).findings).toEqual([]);
  });

  it('shows a line that was changed together with the numbers that follow it', async () => {
    const sample = await writtenLog();
    const text = readFileSync(sample.log.path, 'utf8');
    writeFileSync(sample.log.path, text.replace('"index":4', '"index":5'));
    expect((await verify(sample)).findings).toEqual([
      {
        kind: 'check',
        segment: 1,
        lineNumber: 6,
        byteOffset: expect.any(Number),
        reason: 'the line, or what stood before it, was changed, removed or moved',
      },
    ]);
    const lines = text.split('\n');
    writeFileSync(sample.log.path, lines.with(5, (lines[5] ?? '').replace(/,"check":.*/, '}')).join('\n'));
    expect((await verify(sample)).findings).toMatchObject([{ kind: 'check-missing', lineNumber: 6 }]);
  });

  it('is read to its end, however long a line is and wherever a block of what is read ends', async () => {
    const sample = await openSampleLog({ checksum: true });
    for (let index = 0; index < 40; index += 1) void sample.append('a', { text: 'x'.repeat(60_000 - index) });
    await sample.log.close();
    const text = readFileSync(sample.log.path, 'utf8');
    expect(await verify(sample)).toEqual({ records: 41, checked: 41, findings: [] });

    const tooLong = 'x'.repeat(17 * 1024 * 1024);
    writeFileSync(sample.log.path, `${text}${tooLong}\n${text.slice(text.lastIndexOf('{"seq":41'))}`);
    expect(await verify(sample)).toMatchObject({
      checked: 42,
      findings: [
        { kind: 'damaged', lineNumber: 42, byteOffset: text.length },
        { kind: 'check', lineNumber: 43, byteOffset: text.length + tooLong.length + 1 },
        { kind: 'sequence', lineNumber: 43 },
      ],
    });
  });

  it('is verified in the archive as it was before', async () => {
    const sample = await writtenLog();
    const { directory, log } = sample;
    mkdirSync(join(directory, 'archive/2026-02'), { recursive: true });
    const gz = gzipSync(readFileSync(log.path));
    const path = join(directory, 'archive/2026-02', `${log.fileName}.gz`);
    writeFileSync(path, gz);
    rmSync(log.path);
    expect(await verify(sample)).toEqual({ records: 13, checked: 13, findings: [] });
    writeFileSync(path, gz.subarray(0, gz.length - 20));
    expect((await verify(sample)).findings).toMatchObject([{ kind: 'damaged' }]);
  });
});

describe('a log without checksums', () => {
  it('has no finding, of ours or old', async () => {
    const sample = await writtenLog(12, false);
    expect(await verify(sample)).toEqual({ records: 13, checked: 0, findings: [] });
    writeFileSync(
      sample.log.path,
      '{"data": {}, "event_type": "a", "timestamp": "", "timestamp_unix": 1}\n'.repeat(3),
    );
    expect(await verify(sample)).toEqual({ records: 3, checked: 0, findings: [] });
  });

  it('shows numbers that are missing or come twice, and damage', async () => {
    const sample = await writtenLog(12, false);
    const lines = readFileSync(sample.log.path, 'utf8').split('\n');
    const write = (all: readonly string[]) => writeFileSync(sample.log.path, all.join('\n'));
    write(lines.toSpliced(3, 2));
    expect((await verify(sample)).findings).toMatchObject([
      { kind: 'sequence', lineNumber: 4, reason: 'the numbers from 4 to 5 are missing before it' },
    ]);
    write(lines.toSpliced(3, 0, lines[2] ?? ''));
    expect((await verify(sample)).findings).toMatchObject([
      { kind: 'sequence', lineNumber: 4, reason: 'its number 3 comes after 3' },
    ]);
    write(lines.toSpliced(3, 0, '#'));
    expect((await verify(sample)).findings).toMatchObject([{ kind: 'damaged', lineNumber: 4 }]);
    write(lines.slice(0, -1));
    expect((await verify(sample)).findings).toMatchObject([{ kind: 'unfinished', lineNumber: 13 }]);
  });
});
