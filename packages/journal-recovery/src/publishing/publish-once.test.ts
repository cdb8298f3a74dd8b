import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { openStore, sessionLogs, stateFiles } from '../../test/sessions.js';
import { publishOnce } from './publish-once.js';

const LOG = { date: '2026-02-24', time: '13:56 AEDT', device: 'mbp-1', session: 's1' };

function publish(folder: string, summary: string, session = 's1') {
  return publishOnce(
    openStore(folder),
    { ...LOG, session },
    { session, summary, dialect: 'lmx', fileSystem: nodeFileSystem },
  );
}

describe('publishing the log of one session from several sides', () => {
  it('gives one file, although each would name it otherwise', async () => {
    for (let round = 0; round < 20; round += 1) {
      const folder = makeTemporaryFolder();
      const results = await Promise.all(['one', 'two', 'three', 'four'].map((text) => publish(folder, text)));
      results.push(await publish(folder, 'five'));
      expect(sessionLogs(folder)).toHaveLength(1);
      expect(new Set(results.map(({ fileName }) => fileName))).toEqual(new Set(sessionLogs(folder)));
      expect(results.filter(({ existed }) => !existed)).toHaveLength(1);
      expect(stateFiles(folder, 'endings')).toEqual([]);
    }
  });

  it('follows the one who died after he had decided about the name', async () => {
    const folder = makeTemporaryFolder();
    const endings = join(folder, 'sessions/.opta-journal/endings');
    mkdirSync(endings, { recursive: true });
    writeFileSync(join(endings, 's1.json'), '{"summary":"graceful stop"}');
    expect(await publish(folder, 'other')).toMatchObject({
      fileName: '2026-02-24-1356-mbp-1-graceful-stop.md',
      existed: false,
    });
    expect(stateFiles(folder, 'endings')).toEqual([]);
  });

  it.each(['', '[]', '{"summary":7}'])('decides itself where the claim says %j', async (content) => {
    const folder = makeTemporaryFolder();
    const endings = join(folder, 'sessions/.opta-journal/endings');
    mkdirSync(endings, { recursive: true });
    writeFileSync(join(endings, 's1.json'), content);
    expect(await publish(folder, 'mine')).toMatchObject({ fileName: '2026-02-24-1356-mbp-1-mine.md' });
  });

  it('tells where the log is, live or archived', async () => {
    const folder = makeTemporaryFolder();
    const { fileName, path } = await publish(folder, 'first');
    const month = join(folder, 'sessions/archive/2026-02');
    expect(await publish(folder, 'second')).toEqual({ fileName, path, existed: true });
    mkdirSync(month, { recursive: true });
    renameSync(path, join(month, fileName));
    const archived = await publish(folder, 'third');
    expect(archived).toEqual({ fileName, path: join(month, fileName), existed: true });
    expect(sessionLogs(folder)).toEqual([]);
  });

  it('never makes a path of the identifier of a session', async () => {
    const folder = makeTemporaryFolder();
    await publish(folder, 'mine', '../../../escape');
    expect(sessionLogs(folder)).toEqual(['2026-02-24-1356-mbp-1-mine.md']);
    expect(stateFiles(folder, 'endings')).toEqual([]);
  });
});
