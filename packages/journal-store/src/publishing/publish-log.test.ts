import {
  chmodSync,
  existsSync,
  fstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { formatSessionLog, formatUpdateLog, type UpdateLog } from '@opta/journal-format';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, failAt } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { sampleSessionLog } from '../../test/sample-session-log.js';
import { createJournalStore } from '../create-journal-store.js';
import type { JournalStoreOptions } from '../journal-store.js';

const UPDATE: UpdateLog = {
  id: '007',
  date: '2026-02-24',
  author: 'ann',
  category: 'update',
  summary: ['New.'],
};
const NAME = '2026-02-24-1356-mbp-1-runtime-session.md';

function storeIn(directory: string, options: Partial<JournalStoreOptions> = {}) {
  return createJournalStore({
    sessionLogsDir: join(directory, 'sessions'),
    updateLogsDir: join(directory, 'updates'),
    ...options,
  });
}

function logsIn(directory: string): string[] {
  return existsSync(directory) ? readdirSync(directory).filter((name) => name !== '.opta-journal') : [];
}

describe('publishing a session log', () => {
  it.each(['publishSessionLog', 'publishSessionLogSync'] as const)(
    'writes the formatted document under its name and says where (%s)',
    async (publish) => {
      const directory = makeTemporaryFolder();
      const store = storeIn(directory);
      const log = sampleSessionLog();
      const published = await store[publish](log, { summary: 'Runtime Session' });
      const path = join(directory, 'sessions', NAME);
      const text = formatSessionLog(log, { dialect: 'lmx' });
      const size = Buffer.byteLength(text);
      expect(published).toEqual({ path, fileName: NAME, size, isSynced: true, existed: false });
      expect(readFileSync(path, 'utf8')).toBe(text);
      expect(readdirSync(join(directory, 'sessions/.opta-journal/tmp'))).toEqual([]);
    },
  );

  it('writes the dialect that is asked for', async () => {
    const store = storeIn(makeTemporaryFolder());
    const log = sampleSessionLog();
    const { path } = await store.publishSessionLog(log, { summary: 'chat', dialect: 'cli' });
    expect(readFileSync(path, 'utf8')).toBe(formatSessionLog(log, { dialect: 'cli' }));
  });

  it('takes -2 and -3 where the name is taken, by whatever, and changes nothing there', async () => {
    const directory = makeTemporaryFolder();
    const store = storeIn(directory);
    mkdirSync(store.sessionLogsDir);
    const path = join(store.sessionLogsDir, NAME);
    symlinkSync(join(directory, 'elsewhere'), path);
    const how = { summary: 'runtime session' };
    const second = await store.publishSessionLog(sampleSessionLog(), how);
    expect(second.fileName).toBe(NAME.replace('.md', '-2.md'));
    const third = store.publishSessionLogSync(sampleSessionLog({ session: 'another' }), how);
    expect(third.fileName).toBe(NAME.replace('.md', '-3.md'));
    expect(existsSync(join(directory, 'elsewhere'))).toBe(false);
  });

  it('gives every one of many at once a name of its own', async () => {
    const store = storeIn(makeTemporaryFolder());
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.publishSessionLog(sampleSessionLog({ user: `user ${index}`, session: `session ${index}` }), {
          summary: 'a',
        }),
      ),
    );
    expect(new Set(all.map(({ fileName }) => fileName)).size).toBe(20);
    for (const [index, { path }] of all.entries()) {
      expect(readFileSync(path, 'utf8')).toContain(`"user ${index}"`);
    }
  });

  it.each(['date', 'time', 'device'] as const)(
    'refuses a log without %s, and touches nothing',
    async (field) => {
      const directory = makeTemporaryFolder();
      const store = storeIn(directory);
      const { [field]: _, ...without } = sampleSessionLog();
      for (const log of [without, sampleSessionLog({ [field]: '' })]) {
        const refused = { code: 'JOURNAL_STORE_LOG_INCOMPLETE', facts: { field } };
        await expect(store.publishSessionLog(log, { summary: 'a' })).rejects.toMatchObject(refused);
        expect(() => store.publishSessionLogSync(log, { summary: 'a' })).toThrow(
          expect.objectContaining(refused),
        );
      }
      expect(readdirSync(directory)).toEqual([]);
    },
  );

  it.each(['EIO', 'ENOSPC'])('is there whole or not at all when any call answers %s', async (errno) => {
    const text = formatSessionLog(sampleSessionLog(), { dialect: 'lmx' });
    let calls = Number.POSITIVE_INFINITY;
    for (let failing = 1; failing <= calls; failing += 1) {
      const directory = makeTemporaryFolder();
      const fileSystem = createFaultFileSystem(nodeFileSystem, failAt(failing, errno));
      const store = storeIn(directory, { fileSystem });
      let error: unknown;
      try {
        await store.publishSessionLog(sampleSessionLog(), { summary: 'runtime session' });
      } catch (thrown) {
        error = thrown;
      }
      if (fileSystem.calls.length < failing) calls = fileSystem.calls.length;
      const logs = logsIn(store.sessionLogsDir);
      for (const name of logs) expect(readFileSync(join(store.sessionLogsDir, name), 'utf8')).toBe(text);
      if (error === undefined) expect(logs).toEqual([NAME]);
      else expect(error).toMatchObject({ code: 'JOURNAL_STORE_IO', facts: { errno } });
      expect(fileSystem.openDescriptors.size).toBe(0);
    }
    expect(calls).toBeGreaterThan(10);
  });

  it('says that it is not synced where the folder cannot be', async () => {
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name, args }) =>
      name === 'fsync' && fstatSync(Number(args[0])).isDirectory() ? { errno: 'EINVAL' } : undefined,
    );
    const store = storeIn(makeTemporaryFolder(), { fileSystem });
    const published = await store.publishSessionLog(sampleSessionLog(), { summary: 'a' });
    expect(published.isSynced).toBe(false);
  });

  it('gives up after a thousand names of one minute', async () => {
    const directory = makeTemporaryFolder();
    const store = storeIn(directory);
    mkdirSync(store.sessionLogsDir);
    for (let copy = 1; copy <= 1_000; copy += 1) {
      const name = NAME.replace('.md', copy === 1 ? '.md' : `-${copy}.md`);
      writeFileSync(join(store.sessionLogsDir, name), '');
    }
    await expect(
      store.publishSessionLog(sampleSessionLog(), { summary: 'runtime session' }),
    ).rejects.toMatchObject({ code: 'JOURNAL_STORE_NAME_TAKEN', facts: { fileName: NAME } });
    expect(logsIn(store.sessionLogsDir)).toHaveLength(1_000);
  });
});

describe('publishing the log of a session again', () => {
  const how = { summary: 'runtime session' };
  const second = NAME.replace('.md', '-2.md');

  it.each(['publishSessionLog', 'publishSessionLogSync'] as const)(
    'writes nothing and names the one that is there, whatever is in it (%s)',
    async (publish) => {
      const store = storeIn(makeTemporaryFolder());
      await store.publishSessionLog(sampleSessionLog({ session: 'another' }), how);
      const first = await store[publish](sampleSessionLog(), how);
      expect(first).toMatchObject({ fileName: second, existed: false });
      const before = readFileSync(first.path, 'utf8');
      const again = await store[publish](sampleSessionLog({ user: 'bob', summary: ['Recovered.'] }), how);
      expect(again).toEqual({ ...first, existed: true });
      expect(readFileSync(first.path, 'utf8')).toBe(before);
      expect(logsIn(store.sessionLogsDir)).toEqual([second, NAME].sort());
    },
  );

  it('gives one file to many who publish it at once', async () => {
    const store = storeIn(makeTemporaryFolder());
    const all = await Promise.all(
      Array.from({ length: 20 }, () => store.publishSessionLog(sampleSessionLog(), how)),
    );
    expect(new Set(all.map(({ fileName }) => fileName))).toEqual(new Set([NAME]));
    expect(all.filter(({ existed }) => !existed)).toHaveLength(1);
    expect(logsIn(store.sessionLogsDir)).toEqual([NAME]);
    expect(readdirSync(join(store.sessionLogsDir, '.opta-journal/tmp'))).toEqual([]);
  });

  it('synchronously, at any call of its asynchronous publication, leaves one file', async () => {
    let calls = Number.POSITIVE_INFINITY;
    for (let interrupted = 1; interrupted <= calls; interrupted += 1) {
      const directory = makeTemporaryFolder();
      const fileSystem = createFaultFileSystem(nodeFileSystem);
      const store = storeIn(directory, { fileSystem });
      let count = 0;
      let inBetween: string | undefined;
      fileSystem.plan = ({ isSync }) => {
        if (isSync) return undefined;
        count += 1;
        if (count === interrupted) inBetween = store.publishSessionLogSync(sampleSessionLog(), how).fileName;
        return undefined;
      };
      const { fileName } = await store.publishSessionLog(sampleSessionLog(), how);
      if (count < interrupted) calls = count;
      else expect(inBetween).toBe(NAME);
      expect(fileName).toBe(NAME);
      expect(logsIn(store.sessionLogsDir)).toEqual([NAME]);
    }
    expect(calls).toBeGreaterThan(10);
  });

  it('takes the next name where a log without a session has the first, as where there is no session', async () => {
    const store = storeIn(makeTemporaryFolder());
    const { session: _, ...without } = sampleSessionLog();
    await store.publishSessionLog(without, how);
    expect(await store.publishSessionLog(without, how)).toMatchObject({ fileName: second, existed: false });
    expect(await store.publishSessionLog(sampleSessionLog(), how)).toMatchObject({
      fileName: NAME.replace('.md', '-3.md'),
      existed: false,
    });
  });

  it('takes a log that may not be read for another, and no log for another because it cannot be read now', async () => {
    const directory = makeTemporaryFolder();
    const fileSystem = createFaultFileSystem(nodeFileSystem);
    const store = storeIn(directory, { fileSystem });
    await store.publishSessionLog(sampleSessionLog(), how);
    const failing = (errno: string) => {
      fileSystem.plan = ({ name, args }) =>
        name === 'open' && String(args[0]).endsWith(NAME) ? { errno } : undefined;
    };
    failing('EMFILE');
    await expect(store.publishSessionLog(sampleSessionLog(), how)).rejects.toMatchObject({
      code: 'JOURNAL_STORE_IO',
      facts: { errno: 'EMFILE' },
    });
    expect(logsIn(store.sessionLogsDir)).toEqual([NAME]);
    failing('EACCES');
    expect((await store.publishSessionLog(sampleSessionLog(), how)).fileName).toBe(second);
  });
});

describe('publishing an update log', () => {
  it('writes the formatted document under its one name', async () => {
    const store = storeIn(makeTemporaryFolder());
    const { fileName, path } = await store.publishUpdateLog(UPDATE, { slug: 'New Thing' });
    expect(fileName).toBe('007_2026-02-24_new-thing.md');
    expect(readFileSync(path, 'utf8')).toBe(formatUpdateLog(UPDATE, { dialect: 'lmx' }));
  });

  it('refuses a name that is taken, and leaves what has it', async () => {
    const store = storeIn(makeTemporaryFolder());
    const { path } = await store.publishUpdateLog(UPDATE, { slug: 'a' });
    const before = readFileSync(path, 'utf8');
    await expect(store.publishUpdateLog({ ...UPDATE, author: 'bob' }, { slug: 'a' })).rejects.toMatchObject({
      code: 'JOURNAL_STORE_NAME_TAKEN',
      facts: { fileName: '007_2026-02-24_a.md' },
    });
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(logsIn(store.updateLogsDir)).toHaveLength(1);
  });

  it.each(['id', 'date'] as const)('refuses a log without %s', async (field) => {
    const directory = makeTemporaryFolder();
    const { [field]: _, ...log } = UPDATE;
    await expect(storeIn(directory).publishUpdateLog(log, { slug: 'a' })).rejects.toMatchObject({
      code: 'JOURNAL_STORE_LOG_INCOMPLETE',
      facts: { field },
    });
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('modes', () => {
  const modeOf = (path: string): number => statSync(path).mode & 0o777;

  it('are 0600 and 0700, whatever the umask', async () => {
    const store = storeIn(makeTemporaryFolder());
    const before = process.umask(0);
    try {
      const { path } = store.publishSessionLogSync(sampleSessionLog(), { summary: 'a' });
      expect([modeOf(path), modeOf(store.sessionLogsDir)]).toEqual([0o600, 0o700]);
    } finally {
      process.umask(before);
    }
  });

  it('are 0660 in a folder that its group may write to, which itself stays as it is', async () => {
    const store = storeIn(makeTemporaryFolder());
    mkdirSync(store.updateLogsDir);
    chmodSync(store.updateLogsDir, 0o775);
    const { path } = await store.publishUpdateLog(UPDATE, { slug: 'a' });
    expect([modeOf(path), modeOf(store.updateLogsDir)]).toEqual([0o660, 0o775]);
  });

  it('are those that fileMode gives, and folders let those enter who may read', async () => {
    const store = storeIn(makeTemporaryFolder(), { fileMode: 0o640 });
    const { path } = await store.publishUpdateLog(UPDATE, { slug: 'a' });
    expect([modeOf(path), modeOf(store.updateLogsDir)]).toEqual([0o640, 0o750]);
  });

  it.skipIf(process.getuid?.() === 0)(
    'rejects with EACCES in a folder that may not be written to',
    async () => {
      const store = storeIn(makeTemporaryFolder());
      mkdirSync(store.updateLogsDir, { mode: 0o500 });
      await expect(store.publishUpdateLog(UPDATE, { slug: 'a' })).rejects.toMatchObject({
        code: 'JOURNAL_STORE_IO',
        facts: { errno: 'EACCES' },
      });
    },
  );
});
