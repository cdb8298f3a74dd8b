import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as files from '../src/worker-file.js';
import { makeFolders, openTestSearch, type TestFolders } from './open-test-search.js';

vi.mock(import('../src/worker-file.js'), { spy: true });

afterEach(() => {
  vi.mocked(files.workerFile).mockReset();
});

const DYING = { program: 'process.exit(3)', options: { eval: true } };

function foldersWithLog(): TestFolders {
  const folders = makeFolders();
  writeFileSync(join(folders.sessionLogsDir, '2026-02-24-1356-studio-a.md'), '# A\n\nneedle\n');
  return folders;
}

describe('workers', () => {
  it('that end are started again, and what they were asked is answered', async () => {
    const onError = vi.fn();
    const search = openTestSearch(foldersWithLog(), { index: false, onError });
    vi.mocked(files.workerFile).mockReturnValueOnce(DYING);
    const page = await search.search('needle');
    expect(page).toMatchObject({
      hits: [{ title: 'A' }],
      notes: ['The index is switched off: every log was read.'],
    });
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: 'JOURNAL_SEARCH_WORKER_FAILED' })]]);
  });

  it('that cannot be started are done without, which is told', async () => {
    const onError = vi.fn();
    const folders = foldersWithLog();
    vi.mocked(files.workerFile).mockReturnValue(DYING);
    const search = openTestSearch(folders, { onError });
    const page = await search.search('needle');
    expect(page).toMatchObject({ mode: 'scan', hits: [{ title: 'A' }] });
    expect(page.notes).toEqual([
      expect.stringMatching(/^No worker can be started .*: every log was read\.$/),
    ]);
    expect(search.status()).toMatchObject({ mode: 'scan', reason: page.notes[0] });
    await expect(search.refresh()).rejects.toMatchObject({ code: 'JOURNAL_SEARCH_WORKER_FAILED' });
  });

  it('gather statistics, and where there are none, the host does', async () => {
    const folders = foldersWithLog();
    const name = '2026-02-24-1357-studio-runtime-session.md';
    const facts =
      'date: 2026-02-24\ntime: "13:57 UTC"\ndevice: "studio"\nduration: "00:10:00"\nstatus: "clean"';
    writeFileSync(join(folders.sessionLogsDir, name), `---\n${facts}\n---\n\n# Session: Runtime\n`);
    const inWorker = await openTestSearch(folders, { index: false }).statistics({ device: 'studio' });
    expect(inWorker.total.runtimes).toBeGreaterThan(0);
    vi.mocked(files.workerFile).mockReturnValue(DYING);
    const onError = vi.fn();
    const search = openTestSearch(folders, { index: false, onError });
    expect(await search.statistics({ device: 'studio' })).toEqual(inWorker);
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'JOURNAL_SEARCH_WORKER_FAILED' }));
  });

  it('tell what is wrong with the cache folder', async () => {
    const folders = foldersWithLog();
    const onError = vi.fn();
    writeFileSync(folders.cacheDir, 'no folder');
    const search = openTestSearch(folders, { index: false, onError });
    await search.statistics();
    await expect.poll(() => onError.mock.calls.length).toBeGreaterThan(0);
  });

  it('that there are not leave work for the host, which is done in slices', async () => {
    const folders = makeFolders();
    const text = `# Log\n\n${'needle and straw in a long line of words\n'.repeat(100)}`;
    for (let index = 0; index < 1_000; index += 1) {
      const time = `${10 + Math.floor(index / 60)}${String(index % 60).padStart(2, '0')}`;
      writeFileSync(join(folders.sessionLogsDir, `2026-02-24-${time.slice(0, 4)}-studio-${index}.md`), text);
    }
    vi.mocked(files.workerFile).mockReturnValue(DYING);
    const search = openTestSearch(folders, { onError: () => undefined });
    await search.search('needle');
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await search.search('nothing', { order: 'rank' });
    clearInterval(timer);
    // At one go there would have been one turn.
    expect(turns).toBeGreaterThan(5);
  });
});
