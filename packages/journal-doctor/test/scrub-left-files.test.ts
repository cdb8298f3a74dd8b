import {
  existsSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { applyScrub, planScrub } from '@opta/journal-doctor';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { EVENT_LOG } from './log-names.js';
import { makeJournal, openJournal } from './new-journal.js';
import { contents, expectClean, line, SECRET, scrub, UPDATE, write } from './scrub-journal.js';

describe('scrub', () => {
  it('touches no file outside the convention, and says how often the secret is in it', async () => {
    const journal = makeJournal();
    const foreign = [
      'updates/notes.txt',
      'updates/007_2026-02-24_a.sync-conflict-20260224-101010-ABCDEFG.md',
      'sessions/.opta-journal/mine.bin',
      'sessions/archive/2026-01/photo.gz',
    ];
    const elsewhere = ['updates/archive/old/007_2026-02-24_a.md', 'updates/sub/007_2026-02-24_a.md'];
    for (const name of [...foreign, ...elsewhere]) write(journal, name, `${SECRET} ${SECRET}`);
    write(journal, 'updates/007_2026-02-24_a.md', UPDATE);
    symlinkSync(join(journal.updates, 'notes.txt'), join(journal.updates, '009_2026-02-24_link.md'));
    const before = contents(dirname(journal.sessions));
    const { plan } = await scrub(journal);
    expect(plan.foreign.map(({ folder, path, found }) => [`${folder}/${path}`, found])).toEqual(
      expect.arrayContaining(
        foreign.filter((name) => !name.endsWith('.gz')).map((name) => [name, { raw: 2 }]),
      ),
    );
    const after = contents(dirname(journal.sessions));
    for (const name of [...foreign, ...elsewhere]) expect(after.get(name)).toBe(before.get(name));
  });

  it('leaves the files of a running session alone, unless it is the caller’s own', async () => {
    const journal = makeJournal();
    const start = JSON.stringify({
      event_type: 'journal_session_start',
      data: { session: 's9', text: SECRET },
    });
    const path = write(journal, `sessions/${EVENT_LOG}`, `${start}\n`);
    const heartbeat = write(journal, 'sessions/.opta-journal/heartbeats/s9.json', `{"session":"${SECRET}"}`);
    const { plan, result } = await scrub(journal);
    expect(plan.steps).toEqual([]);
    expect(plan.left).toMatchObject([{ path: EVENT_LOG, reason: 'running' }, { reason: 'running' }]);
    expect(result.done).toEqual([]);
    expect(existsSync(join(journal.sessions, 'scrubbed.txt'))).toBe(false);
    // A session that keeps no heartbeat is known by its growing log.
    unlinkSync(heartbeat);
    utimesSync(path, new Date(), new Date());
    expect((await scrub(journal)).plan.left).toMatchObject([{ path: EVENT_LOG, reason: 'running' }]);
    expect((await scrub(journal, [SECRET], { ownSessions: ['s9'] })).result.done).toHaveLength(1);
    await expectClean(journal);
  });

  it('leaves a temporary file that is just being written', async () => {
    const journal = makeJournal();
    const path = write(journal, `updates/.opta-journal/tmp/${'a'.repeat(32)}.tmp`, SECRET);
    utimesSync(path, new Date(), new Date());
    expect((await scrub(journal)).plan.left).toMatchObject([{ reason: 'in-use' }]);
    expect(readFileSync(path, 'utf8')).toBe(SECRET);
  });

  it('does not overwrite a file that changes while it is scrubbed', async () => {
    const journal = makeJournal();
    const path = write(journal, 'updates/007_2026-02-24_a.md', UPDATE);
    const plan = await planScrub([SECRET], journal.options);
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) => {
      // As the new version is handed to the disk, an editor saves the old one with a further line.
      if (name === 'fsync' && args.length === 1 && !readFileSync(path, 'utf8').includes('More')) {
        writeFileSync(path, `${UPDATE}More.\n`);
      }
      return undefined;
    });
    const { options } = openJournal(dirname(journal.updates), fileSystem);
    const result = await applyScrub(plan, [SECRET], options);
    expect(result.failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_LOG_CHANGED' } }]);
    expect(readFileSync(path, 'utf8')).toBe(`${UPDATE}More.\n`);
    await scrub(journal);
    await expectClean(journal);
    expect(readFileSync(path, 'utf8')).toContain('More.');
  });

  it('leaves a file as it was that does not read back', async () => {
    const journal = makeJournal();
    const path = write(journal, 'updates/007_2026-02-24_a.md', UPDATE);
    const plan = await planScrub([SECRET], journal.options);
    const fileSystem = {
      ...nodeFileSystem,
      async: {
        ...nodeFileSystem.async,
        write: (fd: number, data: Uint8Array, offset: number, length: number, position: number | null) => {
          const isLog = Buffer.from(data).includes('redacted');
          const bytes = isLog ? Buffer.from(data).fill(0, 0, 1) : data;
          return nodeFileSystem.async.write(fd, bytes, offset, length, position);
        },
      },
    };
    const { options } = openJournal(dirname(journal.updates), fileSystem);
    const { failed } = await applyScrub(plan, [SECRET], options);
    expect(failed).toMatchObject([{ error: { code: 'JOURNAL_DOCTOR_NOT_CONFIRMED' } }]);
    expect(readFileSync(path, 'utf8')).toBe(UPDATE);
    expect(readdirSync(join(journal.updates, '.opta-journal/tmp'))).toEqual([]);
  });

  it('says which archived log cannot be read, and scrubs the others', async () => {
    const journal = makeJournal();
    const whole = gzipSync(line(1, { text: SECRET.repeat(50) }));
    write(journal, `sessions/archive/2026-02/${EVENT_LOG}.gz`, whole.subarray(0, -12));
    write(journal, 'updates/007_2026-02-24_a.md', UPDATE);
    const { plan, result } = await scrub(journal);
    expect(plan.left).toMatchObject([{ path: `archive/2026-02/${EVENT_LOG}.gz`, reason: 'unreadable' }]);
    expect(result.done).toHaveLength(1);
  });
});
