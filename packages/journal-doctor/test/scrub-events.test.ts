import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { applyScrub, planScrub } from '@opta/journal-doctor';
import { nodeFileSystem } from '@opta/journal-fs';
import type { EventLogVerification } from '@opta/journal-store';
import { createFaultFileSystem } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { makeJournal, openJournal, type TestJournal } from './new-journal.js';

const SECRET = 'hunter-Horse-Staple-42';
const LONG_AGO = new Date('2026-02-24T10:00:00Z');

/** An event log as a runtime writes it, of several segments. */
async function writeEvents(journal: TestJournal, checksum: boolean): Promise<string[]> {
  const log = await journal.store.openEventLog({
    start: {
      session: '01JMZV5N8Q0000000000000000',
      segment: 1,
      formatVersion: 1,
      device: 'studio',
      user: 'ann',
      model: 'm',
      startedAt: LONG_AGO.getTime(),
      timeZone: 'UTC',
      pid: 1,
      metadata: {},
    },
    checksum,
    maxEventLogBytes: 2_000,
    reserveBytes: 0,
  });
  for (let index = 0; index < 40; index += 1) {
    const text = index % 7 === 3 ? `token ${SECRET} "quoted" é` : 'nothing';
    void log.append({
      type: 'note',
      data: JSON.stringify({ index, text }),
      time: LONG_AGO.getTime() + index,
    });
  }
  await log.close();
  const names = readdirSync(journal.sessions).filter((name) => name.endsWith('.jsonl'));
  for (const name of names) utimesSync(join(journal.sessions, name), LONG_AGO, LONG_AGO);
  return names;
}

const verifyOf = async ({ store }: TestJournal): Promise<EventLogVerification> => {
  const [entry] = await store.listEventLogs();
  if (entry === undefined) throw new Error('no event log');
  return store.verifyEventLog(entry);
};

const factsOf = ({ findings }: EventLogVerification) =>
  findings.map(({ kind, segment, lineNumber }) => ({ kind, segment, lineNumber }));

async function scrub({ options }: TestJournal, secret = SECRET) {
  return applyScrub(await planScrub([secret], options), [secret], options);
}

describe('an event log with checksums', () => {
  it('verifies as before when the secret is gone from all its segments', async () => {
    const journal = makeJournal();
    const names = await writeEvents(journal, true);
    expect(names.length).toBeGreaterThan(2);
    const before = await verifyOf(journal);
    expect(before).toMatchObject({ findings: [] });
    const result = await scrub(journal);
    expect(result.failed).toEqual([]);
    expect(result.done.reduce((sum, { found }) => sum + (found.raw ?? 0), 0)).toBe(6);
    expect(await verifyOf(journal)).toEqual(before);
    for (const name of names)
      expect(readFileSync(join(journal.sessions, name), 'utf8')).not.toContain(SECRET);
    expect((await planScrub([SECRET], journal.options)).steps).toEqual([]);
  });

  it('does not hide that a line was changed before', async () => {
    const journal = makeJournal();
    const [name = ''] = await writeEvents(journal, true);
    const path = join(journal.sessions, name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"index":1(\d)/, '"index":2$1'));
    utimesSync(path, LONG_AGO, LONG_AGO);
    const before = await verifyOf(journal);
    expect(before.findings).toMatchObject([{ kind: 'check' }]);
    await scrub(journal);
    expect(factsOf(await verifyOf(journal))).toEqual(factsOf(before));
  });

  it('keeps damage where it is, and takes the secret out of it', async () => {
    const journal = makeJournal();
    const [name = ''] = await writeEvents(journal, true);
    const path = join(journal.sessions, name);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    lines.splice(2, 0, `{"torn": "${SECRET}`, `{"check": "${SECRET}"}`);
    writeFileSync(path, `${lines.join('\n')}\n{"end": "${SECRET}`);
    utimesSync(path, LONG_AGO, LONG_AGO);
    const before = await verifyOf(journal);
    await scrub(journal);
    const after = await verifyOf(journal);
    expect(factsOf(after)).toEqual(factsOf(before));
    expect(readFileSync(path, 'utf8')).not.toContain(SECRET);
    expect(readFileSync(path, 'utf8')).toMatch(/"end": "\[redacted:scrubbed\]$/);
  });
});

describe('an event log without checksums', () => {
  it('gets none', async () => {
    const journal = makeJournal();
    const [name = ''] = await writeEvents(journal, false);
    await scrub(journal);
    expect(await verifyOf(journal)).toMatchObject({ checked: 0, findings: [] });
    expect(readFileSync(join(journal.sessions, name), 'utf8')).not.toContain('"check"');
  });
});

describe('bounded memory', () => {
  const NAME = '2026-02-24-100000-studio-events.jsonl';

  /** 64 MiB of lines, with the secret over the border of every tenth piece that is read. @returns how often */
  function writeLarge(path: string, lineBytes: number): number {
    const fd = openSync(path, 'w+');
    const noise = 'x'.repeat(lineBytes);
    for (let written = 0; written < 64 * 1024 * 1024; ) {
      written += writeSync(fd, `{"event_type":"note","timestamp":"","timestamp_unix":1,"data":"${noise}"}\n`);
    }
    let count = 0;
    for (let border = 0; border < 64 * 1024 * 1024; border += 2_621_440) {
      const there = Buffer.alloc(SECRET.length);
      readSync(fd, there, 0, there.length, Math.max(0, border - 11));
      if (!/^x+$/.test(there.toString())) continue;
      count += 1;
      writeSync(fd, SECRET, border - 11);
    }
    closeSync(fd);
    utimesSync(path, LONG_AGO, LONG_AGO);
    return count;
  }

  it.each([
    ['lines of 4 KiB', 4_096],
    ['lines of 20 MiB, which nobody holds', 20 * 1024 * 1024],
  ])('finds a secret at the border of pieces of a log of 64 MiB with %s', async (_, lineBytes) => {
    const journal = makeJournal();
    const path = join(journal.sessions, NAME);
    const count = writeLarge(path, lineBytes);
    expect(count).toBeGreaterThan(10);
    let longestRead = 0;
    let longestWrite = 0;
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
      if (name === 'read') longestRead = Math.max(longestRead, Number(args[3]));
      if (name === 'write') longestWrite = Math.max(longestWrite, Number(args[3]));
      return undefined;
    });
    const { options } = openJournal(join(journal.sessions, '..'), fileSystem);
    const size = statSync(path).size;
    const result = await applyScrub(await planScrub([SECRET], options), [SECRET], options);
    expect(result.done).toMatchObject([{ found: { raw: count } }]);
    expect(statSync(path).size).toBe(size - count * (SECRET.length - '[redacted:scrubbed]'.length));
    // A line that is held has 16 MiB at the most; the piece that comes then is added to it.
    const most = lineBytes < 262_144 ? 262_144 : 16_777_216;
    expect(longestRead).toBeLessThanOrEqual(most);
    expect(longestWrite).toBeLessThanOrEqual(most + 262_144);
    expect(readFileSync(path).includes(SECRET)).toBe(false);
  });

  it('keeps what is in an archived log but for the secret, and packs it in members of bounded size', async () => {
    const journal = makeJournal();
    const lines = Array.from({ length: 3_000 }, (_, index) => {
      const text = index === 2_999 ? SECRET : randomBytes(500).toString('hex');
      return `{"event_type":"note","timestamp":"","timestamp_unix":1,"data":"${text}"}\n`;
    });
    const month = makeJournal({ 'sessions/archive/2026-02/x': '' }, join(journal.sessions, '..')).sessions;
    const path = join(month, 'archive/2026-02', `${NAME}.gz`);
    writeFileSync(path, gzipSync(lines.join('')));
    await scrub(journal);
    const hash = createHash('sha256');
    for await (const part of journal.store.readEvents(NAME)) {
      hash.update(JSON.stringify(part.kind === 'record' ? part.data : part));
    }
    const wanted = createHash('sha256');
    for (const line of lines) {
      wanted.update(JSON.stringify(JSON.parse(line).data).replace(SECRET, '[redacted:scrubbed]'));
    }
    expect(hash.digest('hex')).toBe(wanted.digest('hex'));
    expect(readFileSync(path).toString('latin1').split('\x1f\x8b\x08').length).toBeGreaterThan(3);
  });
});
