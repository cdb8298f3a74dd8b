import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from './node-file-system.js';
import { removeStaleTemporaryFiles } from './remove-stale-temporary-files.js';
import { runProgramSync } from './run-program-sync.js';

describe('removeStaleTemporaryFiles', () => {
  it('removes what is ours and old, and nothing else', () => {
    const directory = makeTemporaryFolder();
    const old = `${'0'.repeat(32)}.tmp`;
    const claim = `${'4'.repeat(32)}.claim`;
    const young = `${'1'.repeat(32)}.tmp`;
    const link = `${'2'.repeat(32)}.tmp`;
    const folder = `${'3'.repeat(32)}.tmp`;
    for (const name of [old, young, claim, 'foreign.tmp', 'notes.md']) {
      writeFileSync(join(directory, name), '');
    }
    symlinkSync('nowhere', join(directory, link));
    mkdirSync(join(directory, folder));
    const now = Date.now();
    for (const name of [old, claim, 'foreign.tmp', 'notes.md', folder]) {
      utimesSync(join(directory, name), now / 1000 - 4000, now / 1000 - 4000);
    }
    const removed = runProgramSync(removeStaleTemporaryFiles(directory, { now }), nodeFileSystem.sync);
    expect(removed.sort()).toEqual([old, claim]);
    expect(readdirSync(directory).sort()).toEqual([young, link, folder, 'foreign.tmp', 'notes.md'].sort());
  });

  it('is content with a folder that does not exist', () => {
    const directory = join(makeTemporaryFolder(), 'none');
    expect(runProgramSync(removeStaleTemporaryFiles(directory, { now: 0 }), nodeFileSystem.sync)).toEqual([]);
  });

  it.each(['.opta-journal', '.opta-journal/tmp', '.opta-journal/tmp/ids-1'])(
    'removes nothing behind a link at %s, which leads to the files of others',
    (place) => {
      const [root, outside] = [makeTemporaryFolder(), makeTemporaryFolder()];
      const directory = join(root, '.opta-journal/tmp/ids-1');
      const file = join(outside, relative(join(root, place), directory), `${'0'.repeat(32)}.tmp`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, '');
      mkdirSync(dirname(join(root, place)), { recursive: true });
      symlinkSync(outside, join(root, place));
      const now = Date.now() + 4_000_000;
      expect(runProgramSync(removeStaleTemporaryFiles(directory, { now }), nodeFileSystem.sync)).toEqual([]);
      expect(existsSync(file)).toBe(true);
    },
  );
});
