import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GIT_IDENTITY } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { options, write } from '../../test/write-chat.js';

function createRepository() {
  const root = makeTemporaryFolder();
  const git = (...parameters: string[]): string =>
    execFileSync('git', [...GIT_IDENTITY, ...parameters], { cwd: root, encoding: 'utf8' }).trim();
  git('init', '--quiet');
  return {
    root,
    git,
    put: (path: string, text = `${path}\n`.repeat(5)) => {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    commit: () => {
      git('add', '--all');
      git('commit', '--quiet', '--message', 'change');
      return git('rev-parse', 'HEAD');
    },
  };
}

/** The clock of files has passed on, so that what comes now is later for certain. */
async function nextTick(): Promise<number> {
  const before = Date.now();
  while (Date.now() < before + 60) await pause(10);
  return Date.now();
}

describe('the files of a chat', () => {
  it('are those that changed since it began, with renames and committed ones', async () => {
    const { root, git, put, commit } = createRepository();
    for (const path of [
      'old name.md',
      'moved before.md',
      'kept.md',
      'dirty.md',
      'gone/before.md',
      'gone later.md',
    ]) {
      put(path);
    }
    commit();
    put('dirty.md', 'changed before the chat');
    put('untracked before.md');
    git('mv', 'moved before.md', 'moved.md');
    rmSync(join(root, 'gone/before.md'));
    const startCommit = git('rev-parse', 'HEAD');
    const startedAt = await nextTick();
    put('"quoted"\tünd.md');
    put('committed.md');
    git('add', 'committed.md');
    git('commit', '--quiet', '--message', 'in the chat', '--', 'committed.md');
    git('mv', 'old name.md', 'new name.md');
    put('new name.md', `${readFileSync(join(root, 'new name.md'), 'utf8')}more`);
    put('kept.md', 'changed in the chat');
    // The folder of what was deleted before is touched now.
    put('gone/new.md');
    rmSync(join(root, 'gone later.md'));
    const chat = {
      id: 'x',
      startedAt,
      startCommit,
      endedAt: Date.now(),
      deletedBefore: ['gone/before.md'],
      checkpoints: ['kept.md', join(root, 'reverted.md')],
    };
    const logs = makeTemporaryFolder();
    const config = { timezone: 'UTC', sessionLogsDir: logs };
    const { log } = await write(chat, options(root, { config }));
    expect(log.filesChanged).toEqual({
      created: ['"quoted" ünd.md', 'committed.md', 'gone/new.md'],
      modified: ['kept.md', 'old name.md → new name.md', 'reverted.md'],
      deleted: ['gone later.md'],
    });
  });

  it('lack what was deleted before in a folder that nothing changed in since', async () => {
    const { root, put, commit } = createRepository();
    put('a/before.md');
    put('a/stays.md');
    put('b/later.md');
    put('b/stays.md');
    commit();
    rmSync(join(root, 'a/before.md'));
    const long = new Date('2026-01-01T00:00:00Z');
    utimesSync(join(root, 'a'), long, long);
    const startedAt = await nextTick();
    rmSync(join(root, 'b/later.md'));
    const config = { timezone: 'UTC', sessionLogsDir: makeTemporaryFolder() };
    const { log } = await write({ id: 'x', startedAt, endedAt: Date.now() }, options(root, { config }));
    expect(log.filesChanged?.deleted).toEqual(['b/later.md']);
  });

  it('are named from the root of the repository, also those of checkpoints in a folder below', async () => {
    const { root, put, commit } = createRepository();
    put('app/src/a.ts');
    commit();
    put('app/src/a.ts', 'changed');
    const given = options(root, { config: { timezone: 'UTC' } });
    const { log, path } = await write(
      { id: 'x', startedAt: 0, workingDirectory: join(root, 'app'), checkpoints: ['src/a.ts', 'src/b.ts'] },
      { ...given, baseDirectory: join(root, 'app') },
    );
    expect(log.filesChanged?.modified).toEqual(['app/src/a.ts', 'app/src/b.ts']);
    expect(path.startsWith(join(root, '12-Session-Logs'))).toBe(true);
  });

  it('are listed up to a bound', async () => {
    const { root } = createRepository();
    const checkpoints = Array.from({ length: 1_002 }, (_, index) => `f${String(index).padStart(4, '0')}`);
    const { log } = await write({ id: 'x', workingDirectory: root, checkpoints }, options(root));
    expect(log.filesChanged?.modified).toHaveLength(1_001);
    expect(log.filesChanged?.modified.at(-1)).toBe('(and 2 more)');
    expect(log.statusNotes).toContain('Checkpoints: 1002');
  });
});
