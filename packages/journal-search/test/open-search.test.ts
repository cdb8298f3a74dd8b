import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openSearch, type SearchHit } from '../src/index.js';
import { makeFolders, openTestSearch, storeOf, type TestFolders } from './open-test-search.js';

const NAME = '2026-02-24-1356-studio-a.md';

function write({ sessionLogsDir }: TestFolders, text: string, name = NAME): void {
  writeFileSync(join(sessionLogsDir, name), text);
}

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /sqlite|^\.|\/\./.test(name),
      )
    : [];

const namesOf = (hits: SearchHit[]): string[] => hits.map(({ fileName }) => fileName);

describe('a search', () => {
  it('tells where a word stands, and where to jump', async () => {
    const folders = makeFolders();
    write(
      folders,
      '---\nstarted: "2026-02-24T13:56:26Z"\n---\n\n# Session: Night run\n\n## Issues Encountered\n- Out of `memory` at 3 am\u001b[31m\n',
    );
    const search = openTestSearch(folders, { index: false });
    expect(await search.search('memory')).toEqual({
      hits: [
        {
          kind: 'session',
          fileName: NAME,
          at: Date.parse('2026-02-24T13:56:26Z'),
          title: 'Session: Night run',
          section: 'Issues Encountered',
          snippet: '- Out of `memory` at 3 am\u241b[31m',
          marks: [[10, 16]],
          target: `${NAME}#issues-encountered`,
        },
      ],
      mode: 'scan',
      notes: ['The index is switched off: every log was read.'],
    });
  });

  it('goes from reading everything to the index, and tells how it is', async () => {
    const folders = makeFolders();
    write(folders, '# A\n\nneedle\n');
    const search = openTestSearch(folders);
    expect(search.status()).toEqual({ mode: 'scan', indexedLogs: 0, pendingLogs: 0, generation: 0 });
    await search.refresh();
    expect(await search.search('needle')).toMatchObject({ mode: 'index', notes: [] });
    expect(search.status()).toMatchObject({ mode: 'index', indexedLogs: 1, pendingLogs: 0 });
    expect(search.status().generation).toBeGreaterThan(0);
    write(folders, '# B\n\nneedle\n', '2026-02-24-1357-studio-b.md');
    expect((await search.search('needle')).hits).toHaveLength(2);
    expect(search.status()).toMatchObject({ indexedLogs: 1, pendingLogs: 1 });
  });

  it('brings its index up to date by itself', async () => {
    const folders = makeFolders();
    const search = openTestSearch(folders);
    await search.refresh();
    write(folders, '# B\n\nneedle\n');
    await expect
      .poll(async () => (await search.search('needle')) && search.status(), { timeout: 20_000 })
      .toMatchObject({ indexedLogs: 1, pendingLogs: 0 });
  });

  it('sees everything that was written before it was asked', async () => {
    const folders = makeFolders();
    const search = openTestSearch(folders);
    for (let round = 0; round < 30; round += 1) {
      write(folders, `# Log\n\nneedle number${round}\n`, `2026-02-24-13${10 + round}-studio-a.md`);
      expect((await search.search(`number${round}`)).hits, `round ${round}`).toHaveLength(1);
      write(folders, `# Log\n\nneedle other${round}\n`, `2026-02-24-13${10 + round}-studio-a.md`);
      expect((await search.search(`number${round}`)).hits, `round ${round}`).toEqual([]);
    }
  });

  it('finds an archived log under its own name', async () => {
    const folders = makeFolders();
    write(folders, '# A\n\nneedle\n');
    const search = openTestSearch(folders);
    await search.refresh();
    const month = join(folders.sessionLogsDir, 'archive/2026-02');
    mkdirSync(month, { recursive: true });
    renameSync(join(folders.sessionLogsDir, NAME), join(month, NAME));
    expect((await search.search('needle')).hits).toMatchObject([{ fileName: NAME, archived: '2026-02' }]);
  });

  it('has pages that stay right while logs come and go', async () => {
    const folders = makeFolders();
    const name = (index: number): string => `2026-02-24-13${10 + index}-studio-a.md`;
    for (let index = 0; index < 20; index += 1) write(folders, 'needle\n', name(index));
    const search = openTestSearch(folders);
    const first = await search.search('needle', { limit: 5 });
    write(folders, 'needle\n', '2026-02-25-0000-studio-new.md');
    rmSync(join(folders.sessionLogsDir, name(17)));
    rmSync(join(folders.sessionLogsDir, name(15)));
    await search.refresh();
    const second = await search.search('needle', { limit: 50, cursor: first.next as string });
    expect(namesOf(first.hits)).toEqual([19, 18, 17, 16, 15].map(name));
    expect(namesOf(second.hits)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map(name));
    expect(second.next).toBeUndefined();
  });

  it('gives the best first by rank, in the same order with and without an index, then events', async () => {
    const folders = makeFolders();
    write(folders, 'needle needle needle\n', '2026-02-24-1310-studio-best.md');
    write(folders, `needle ${'straw '.repeat(100)}\n`, '2026-02-24-1312-studio-worst.md');
    write(folders, 'needle straw straw\n', '2026-02-24-1311-studio-middle.md');
    for (let index = 0; index < 9; index += 1)
      write(folders, 'hay\n', `2026-02-24-14${10 + index}-studio-hay.md`);
    writeFileSync(
      join(folders.sessionLogsDir, '2026-02-24-140000-studio-events.jsonl'),
      '{"event_type":"needle","timestamp_unix":1771941600,"data":{}}\n',
    );
    const expected = [
      '2026-02-24-1310-studio-best.md',
      '2026-02-24-1311-studio-middle.md',
      '2026-02-24-1312-studio-worst.md',
      '2026-02-24-140000-studio-events.jsonl',
    ];
    const search = openTestSearch(folders);
    for (const mode of ['scan', 'index']) {
      if (mode === 'index') await search.refresh();
      const pages = [await search.search('needle', { order: 'rank', limit: 2 })];
      pages.push(
        await search.search('needle', { order: 'rank', limit: 2, cursor: pages[0]?.next as string }),
      );
      expect(
        pages.flatMap(({ hits }) => namesOf(hits)),
        mode,
      ).toEqual(expected);
    }
  });

  it.each([
    ['series:standard', ['007_2026-02-24_a.md']],
    ['series:promotion', ['207_2026-02-24_b.md']],
    ['status:fail', ['207_2026-02-24_b.md']],
    ['category:SYNC', ['207_2026-02-24_b.md']],
    ['user:ann', ['207_2026-02-24_b.md', '007_2026-02-24_a.md']],
    ['-status:fail user:ann', ['007_2026-02-24_a.md']],
    ['type:* user:ann', []],
  ])('finds by %s', async (query, names) => {
    const folders = makeFolders();
    const table = (status: string): string =>
      `## Step Results\n| Target | Component | Step | Status | Message |\n| --- | --- | --- | --- | --- |\n| lmx | a \\| b | load | ${status} | fail |\n`;
    writeFileSync(
      join(folders.updateLogsDir, '007_2026-02-24_a.md'),
      `---\nauthor: ann\ncategory: load\n---\n${table('ok')}`,
    );
    writeFileSync(
      join(folders.updateLogsDir, '207_2026-02-24_b.md'),
      `---\nauthor: ann\ncategory: sync\n---\n${table('fail')}`,
    );
    const search = openTestSearch(folders);
    expect(namesOf((await search.search(query)).hits)).toEqual(names);
    await search.refresh();
    expect(namesOf((await search.search(query)).hits)).toEqual(names);
  });

  it('refuses a cursor of another query, and options that it cannot have', async () => {
    const folders = makeFolders();
    for (const name of ['a', 'b']) write(folders, 'needle straw\n', `2026-02-24-1356-studio-${name}.md`);
    const search = openTestSearch(folders, { index: false });
    const { next: cursor = '' } = await search.search('needle', { limit: 1 });
    await expect(search.search('straw', { cursor })).rejects.toMatchObject({
      code: 'JOURNAL_SEARCH_CURSOR_INVALID',
    });
    await expect(search.search('needle', { cursor: 'x' })).rejects.toMatchObject({
      code: 'JOURNAL_SEARCH_CURSOR_INVALID',
    });
    await expect(search.search('needle', { limit: 0 })).rejects.toThrow('limit is "0"');
    await expect(search.search('needle', { in: [] })).rejects.toMatchObject({
      code: 'JOURNAL_SEARCH_OPTION_INVALID',
    });
    await expect(search.search('devise:x')).rejects.toMatchObject({ code: 'JOURNAL_SEARCH_QUERY_INVALID' });
    expect(() => openSearch(storeOf(folders), { timeZone: 'Mars/Base' })).toThrow('timeZone is "Mars/Base"');
  });

  it('tells of a log that cannot be read, and answers all the same', async () => {
    const folders = makeFolders();
    write(folders, 'needle\n');
    mkdirSync(join(folders.sessionLogsDir, '2026-02-24-1357-studio-folder.md'));
    expect((await openTestSearch(folders).search('needle')).hits).toHaveLength(1);
    const broken = makeFolders();
    rmSync(broken.sessionLogsDir, { recursive: true });
    writeFileSync(broken.sessionLogsDir, 'no folder');
    await expect(openTestSearch(broken).search('needle')).rejects.toMatchObject({
      code: 'JOURNAL_SEARCH_IO',
    });
  });

  it('answers by reading everything where the cache folder cannot be used, and says so', async () => {
    const folders = makeFolders();
    write(folders, 'needle\n');
    writeFileSync(folders.cacheDir, 'no folder');
    const onError = vi.fn();
    const search = openTestSearch(folders, { onError });
    await vi.waitFor(() => expect(onError).toHaveBeenCalled(), { timeout: 30_000 });
    expect(await search.search('needle')).toMatchObject({ mode: 'scan', hits: [{ fileName: NAME }] });
  });
});

describe('closing', () => {
  it('leaves nothing but the index, and refuses what comes afterwards', async () => {
    const folders = makeFolders();
    for (let index = 0; index < 40; index += 1)
      write(folders, 'needle\n', `2026-02-24-13${10 + index}-studio-a.md`);
    const search = openTestSearch(folders);
    await search.refresh();
    await search.search('needle');
    await search.close();
    await search.close();
    expect(filesIn(folders.cacheDir)).toEqual([expect.stringMatching(/^search-\w+\/v3-\w+\.sqlite$/)]);
    for (const call of [search.search('needle'), search.refresh(), search.statistics()]) {
      await expect(call).rejects.toMatchObject({ code: 'JOURNAL_SEARCH_CLOSED' });
    }
  });

  it('in the midst of a search or a build ends both', async () => {
    const folders = makeFolders();
    for (let index = 0; index < 40; index += 1)
      write(folders, 'needle\n', `2026-02-24-13${10 + index}-studio-a.md`);
    const search = openTestSearch(folders);
    const calls = [search.search('needle'), search.refresh()];
    const outcomes = Promise.allSettled(calls);
    await search.close();
    for (const outcome of await outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'JOURNAL_SEARCH_CLOSED' });
    }
    expect(filesIn(folders.cacheDir).filter((name) => !name.endsWith('.sqlite'))).toEqual([]);
  });
});
