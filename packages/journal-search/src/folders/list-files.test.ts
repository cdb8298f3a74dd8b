import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { FilesDigest } from './files-digest.js';
import { listFiles } from './list-files.js';
import { toStoredLogs } from './to-stored-logs.js';

const NAME = '2026-02-24-1356-studio-a.md';
const OTHER = '2026-02-24-1357-studio-b.md';
const UPDATE = '007_2026-02-24_a.md';

function makeLogs() {
  const folder = makeTemporaryFolder();
  const folders = {
    sessionLogsDir: join(folder, 'sessions'),
    updateLogsDir: join(folder, 'updates'),
    timeZone: 'UTC',
  };
  for (const month of ['2026-01', '2026-02', 'notes']) {
    mkdirSync(join(folders.sessionLogsDir, 'archive', month), { recursive: true });
  }
  mkdirSync(folders.updateLogsDir);
  writeFileSync(join(folders.sessionLogsDir, NAME), 'needle\n');
  writeFileSync(join(folders.updateLogsDir, UPDATE), 'needle\n');
  const at = (...names: string[]): string => join(folders.sessionLogsDir, ...names);
  return { folders, at };
}

describe('the digest of listed files', () => {
  it.each<[string, (at: (...names: string[]) => string) => void]>([
    ['was added', (at) => writeFileSync(at(OTHER), '')],
    ['is gone', (at) => rmSync(at(NAME))],
    ['was renamed', (at) => renameSync(at(NAME), at(OTHER))],
    ['has grown', (at) => writeFileSync(at(NAME), 'needle and straw\n')],
    ['was archived', (at) => renameSync(at(NAME), at('archive/2026-02', NAME))],
    ['is among the updates', (at) => renameSync(at(NAME), at('../updates', NAME))],
  ])('is another one where a log %s', (_, change) => {
    const { folders, at } = makeLogs();
    const { digest } = listFiles(folders);
    expect(listFiles(folders).digest).toBe(digest);
    change(at);
    expect(listFiles(folders).digest).not.toBe(digest);
  });

  it('tells folders apart where the same file is in another one', () => {
    const digests = [0, 1, 2].map((folder) => {
      const digest = new FilesDigest();
      digest.add(NAME, { size: 7, mtimeMs: 1_790_437_507_123.25, ctimeMs: 1_790_437_507_123.5 }, folder);
      return digest.toString();
    });
    expect(new Set(digests).size).toBe(3);
  });

  it.each<[string, (at: (...names: string[]) => string) => void]>([
    ['a file is none by its name', (at) => writeFileSync(at('README.md'), '')],
    ['a link has the name of one', (at) => symlinkSync(at(NAME), at(OTHER))],
    ['a folder has the name of one', (at) => mkdirSync(at(OTHER))],
    ['a folder in the archive is no month', (at) => copyFileSync(at(NAME), at('archive/notes', NAME))],
  ])('stays where %s', (_, change) => {
    const { folders, at } = makeLogs();
    const { digest } = listFiles(folders);
    change(at);
    expect(listFiles(folders).digest).toBe(digest);
  });
});

describe('the logs among listed files', () => {
  it('are those of their folder, and of several the live one, then that of the newest month', () => {
    const { folders, at } = makeLogs();
    for (const [month, name] of [
      ['2026-01', NAME],
      ['2026-02', NAME],
      ['2026-01', OTHER],
      ['2026-02', OTHER],
    ] as const) {
      writeFileSync(at('archive', month, name), month);
    }
    writeFileSync(at('2026 notes.md'), '');
    writeFileSync(at(UPDATE), '');
    const logs = [...toStoredLogs(listFiles(folders)).values()];
    expect(logs.map(({ fileName, kind, archived, size }) => [fileName, kind, archived, size]).sort()).toEqual(
      [
        [UPDATE, 'update', undefined, 7],
        [NAME, 'session', undefined, 7],
        [OTHER, 'session', '2026-02', 7],
      ],
    );
  });
});
