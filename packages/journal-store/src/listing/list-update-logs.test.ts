import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { createJournalStore } from '../create-journal-store.js';
import type { JournalStore } from '../journal-store.js';
import type { UpdateLogQuery } from './log-entry.js';

const MODIFIED = new Date('2026-03-01T00:00:00Z');

function storeWith(files: Record<string, string>): JournalStore {
  const directory = makeTemporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(directory, name), text);
    utimesSync(join(directory, name), MODIFIED, MODIFIED);
  }
  return createJournalStore({
    sessionLogsDir: join(directory, 'sessions'),
    updateLogsDir: directory,
    timeZone: 'UTC',
  });
}

async function namesOf(store: JournalStore, query: UpdateLogQuery = {}): Promise<string[]> {
  return (await store.listUpdateLogs(query)).entries.map(({ fileName }) => fileName);
}

describe('listing update logs', () => {
  it('gives the newest day first, and of one day the greatest number first, not as text', async () => {
    const names = [
      '3_2026-02-25_a.md',
      '1000_2026-02-24_a.md',
      '999_2026-02-24_a.md',
      '0007_2026-02-24_a.md',
      '007_2026-02-24_b.md',
      '201_2026-02-23_a.md',
    ];
    const listed = await namesOf(storeWith(Object.fromEntries(names.map((name) => [name, '']))));
    expect(listed.slice(0, 3)).toEqual(names.slice(0, 3));
    expect(listed.slice(3, 5).sort()).toEqual(names.slice(3, 5));
    expect(listed[5]).toBe(names[5]);
  });

  it('gives an entry with all that name, frontmatter and file say', async () => {
    const text =
      '---\nid: "007"\ntime: "13:56:26"\nauthor: "ann"\ncategory: "sync"\ncommit: "1234567"\n---\n';
    const store = storeWith({ '007_2026-02-24_a.md': text });
    expect(await store.listUpdateLogs()).toEqual({
      total: 1,
      entries: [
        {
          kind: 'update',
          fileName: '007_2026-02-24_a.md',
          size: text.length,
          createdAt: Date.parse('2026-02-24T13:56:26Z'),
          modifiedAt: MODIFIED.getTime(),
          date: '2026-02-24',
          id: '007',
          number: 7,
          author: 'ann',
          category: 'sync',
          commit: '1234567',
          frontmatter: { id: '007', time: '13:56:26', author: 'ann', category: 'sync', commit: '1234567' },
          readable: true,
        },
      ],
    });
  });

  it('filters by author, category and days', async () => {
    const log = (author: string, category: string) =>
      `---\nauthor: "${author}"\ncategory: "${category}"\n---\n`;
    const store = storeWith({
      '001_2026-02-22_a.md': log('ann', 'sync'),
      '002_2026-02-23_a.md': log('bob', 'sync'),
      '003_2026-02-24_a.md': log('ann', 'update'),
    });
    expect(await namesOf(store, { author: 'ann' })).toEqual(['003_2026-02-24_a.md', '001_2026-02-22_a.md']);
    expect(await namesOf(store, { author: 'ann', category: 'sync' })).toEqual(['001_2026-02-22_a.md']);
    expect(await namesOf(store, { since: '2026-02-23', until: '2026-02-23' })).toEqual([
      '002_2026-02-23_a.md',
    ]);
    expect(await namesOf(store, { since: '2026-02-23', until: '2026-02-22' })).toEqual([]);
  });

  it('leaves out what is no update log, and gives other markdown but the guide last where it is asked for', async () => {
    const store = storeWith({
      'README.md': '# Updates\n',
      'last-numbers.txt': '',
      '.007_2026-02-24_a.md': '',
      '007_2026-02-24_a.md': '',
      '2026-02-24-1356-mbp-1-a.md': '',
      'notes.md': '',
    });
    mkdirSync(join(store.updateLogsDir, '008_2026-02-24_folder.md'));
    expect(await namesOf(store)).toEqual(['007_2026-02-24_a.md']);
    const { entries } = await store.listUpdateLogs({ includeOther: true });
    expect(entries.map(({ kind, fileName, createdAt }) => [kind, fileName, createdAt])).toEqual([
      ['update', '007_2026-02-24_a.md', Date.parse('2026-02-24T00:00:00Z')],
      ['other', 'notes.md', MODIFIED.getTime()],
      ['other', '2026-02-24-1356-mbp-1-a.md', MODIFIED.getTime()],
    ]);
  });
});
