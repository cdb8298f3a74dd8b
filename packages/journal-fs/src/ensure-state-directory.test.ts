import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { ensureStateDirectory } from './ensure-state-directory.js';
import { nodeFileSystem } from './node-file-system.js';
import { runProgramSync } from './run-program-sync.js';

describe('ensureStateDirectory', () => {
  it('makes the folders, hides them from git and says what they are', () => {
    const directory = join(makeTemporaryFolder(), 'logs');
    const state = runProgramSync(ensureStateDirectory(directory), nodeFileSystem.sync);
    const root = join(directory, '.opta-journal');
    expect(state).toEqual({ root, claims: join(root, 'claims'), temporary: join(root, 'tmp') });
    expect(readdirSync(root).sort()).toEqual(['.gitignore', 'README.md', 'claims', 'tmp']);
    expect(readFileSync(join(root, '.gitignore'), 'utf8')).toMatch(/^\*$/m);
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain('May I delete it?');
    expect(readdirSync(state.temporary)).toEqual([]);
  });

  it('leaves what a person wrote into it', () => {
    const directory = makeTemporaryFolder();
    const { root } = runProgramSync(ensureStateDirectory(directory), nodeFileSystem.sync);
    writeFileSync(join(root, 'README.md'), 'mine');
    runProgramSync(ensureStateDirectory(directory), nodeFileSystem.sync);
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toBe('mine');
  });

  it.each(['', 'claims', 'tmp', 'heartbeats', 'sessions', 'endings'])(
    'refuses a link in the place of its folder %j, and writes nothing behind it',
    (name) => {
      const [directory, outside] = [makeTemporaryFolder(), makeTemporaryFolder()];
      if (name !== '') mkdirSync(join(directory, '.opta-journal'));
      symlinkSync(outside, join(directory, '.opta-journal', name));
      expect(() => runProgramSync(ensureStateDirectory(directory), nodeFileSystem.sync)).toThrow(
        expect.objectContaining({ code: 'JOURNAL_FS_NOT_A_DIRECTORY' }),
      );
      expect(readdirSync(outside)).toEqual([]);
    },
  );
});
