import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, failFrom, withoutSync } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { contentsOf, logsIn, makeRetentionFolder, NOW, writeSession } from '../../test/retention-folder.js';

async function archivedFolder(fileSystem = createFaultFileSystem(nodeFileSystem)) {
  const { directory, store } = makeRetentionFolder(fileSystem);
  writeSession(directory, { days: 1 });
  const names = writeSession(directory, { days: 41, segments: 2 });
  const before = contentsOf(directory);
  await store.applyRetention(await store.planRetention({ device: 'mbp-1', now: NOW, maxSessionLogs: 1 }));
  return { directory, store, names, before };
}

describe('restoring', () => {
  it('gives a session log and all segments of an event log back, byte for byte', async () => {
    const { directory, store, names, before } = await archivedFolder();
    const [first = '', second = '', log = ''] = names;
    expect(await store.restoreLog(log)).toEqual({ fileNames: [log] });
    expect(await store.restoreLog(second)).toEqual({ fileNames: [first, second] });
    expect(contentsOf(directory)).toEqual(before);
    expect(readdirSync(join(directory, '.opta-journal/tmp'))).toEqual([]);
    await expect(store.restoreLog(log)).rejects.toMatchObject({ code: 'JOURNAL_STORE_LOG_NOT_FOUND' });
  });

  it('overwrites nothing, and takes an equal file for what it is', async () => {
    const { directory, store, names } = await archivedFolder();
    const log = names.at(-1) ?? '';
    const content = readFileSync(join(directory, 'archive/2026-04', log));
    writeFileSync(join(directory, log), 'another');
    // While a live file has the name, it is the log.
    await expect(store.restoreLog(log)).rejects.toMatchObject({ code: 'JOURNAL_STORE_NAME_TAKEN' });
    expect(readFileSync(join(directory, log), 'utf8')).toBe('another');
    writeFileSync(join(directory, log), content);
    await store.restoreLog(log);
    expect(readFileSync(join(directory, log)).equals(content)).toBe(true);
    expect(readdirSync(join(directory, 'archive/2026-04'))).not.toContain(log);
  });

  it.each(['../x.md', 'x.md', '2026-04-21-120000-other-events.jsonl', ''])('refuses %j', async (name) => {
    const { store } = await archivedFolder();
    await expect(store.restoreLog(name)).rejects.toMatchObject({ code: 'JOURNAL_STORE_LOG_NOT_FOUND' });
  });

  it('refuses a link in the archive', async () => {
    const { directory, store, names } = await archivedFolder();
    const path = join(directory, 'archive/2026-04', names.at(-1) ?? '');
    rmSync(path);
    symlinkSync('/etc/passwd', path);
    await expect(store.restoreLog(names.at(-1) ?? '')).rejects.toMatchObject({
      code: 'JOURNAL_STORE_NOT_A_FILE',
    });
  });

  it('of a damaged archive restores nothing and keeps it', async () => {
    const { directory, store, names } = await archivedFolder();
    const path = join(directory, 'archive/2026-04', `${names[0]}.gz`);
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - 9));
    await expect(store.restoreLog(names[0] ?? '')).rejects.toThrow(/unexpected end of file/);
    expect(readdirSync(directory)).not.toContain(names[0]);
    expect(readFileSync(path)).toHaveLength(bytes.length - 9);
  });

  it('stopped at every call loses nothing and converges', async () => {
    let last = Number.POSITIVE_INFINITY;
    for (let n = 1; n <= last; n += 1) {
      const fileSystem = createFaultFileSystem(withoutSync(nodeFileSystem));
      const { directory, store, names, before } = await archivedFolder(fileSystem);
      const stop = fileSystem.calls.length + n;
      fileSystem.plan = failFrom(stop, 'EIO');
      await store.restoreLog(names[0] ?? '').catch(() => undefined);
      if (fileSystem.calls.length < stop) last = n;
      fileSystem.plan = () => undefined;
      expect(logsIn(directory)).toEqual(before);
      await store.restoreLog(names[0] ?? '').catch((error: Error) =>
        expect(error).toMatchObject({
          code: 'JOURNAL_STORE_LOG_NOT_FOUND',
        }),
      );
      const after = contentsOf(directory);
      for (const name of names.slice(0, 2)) expect(after[name]).toBe(before[name]);
      expect(fileSystem.openDescriptors.size).toBe(0);
    }
    expect(last).toBeGreaterThan(30);
  });
});
