import { readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createFaultFileSystem, failEvery } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { beforeEach, describe, expect, it } from 'vitest';
import { withUmask } from '../test/with-umask.js';
import { type ClaimFileOptions, claimFile } from './claim-file.js';
import { ensureStateDirectory, type StateDirectory } from './ensure-state-directory.js';
import { nodeFileSystem } from './node-file-system.js';
import { runProgramSync } from './run-program-sync.js';
import type { SyncFileSystem } from './types.js';

let state: StateDirectory;

beforeEach(() => {
  state = runProgramSync(ensureStateDirectory(makeTemporaryFolder()), nodeFileSystem.sync);
});

function claim(
  content: string,
  options: Partial<ClaimFileOptions> = {},
  fileSystem: SyncFileSystem = nodeFileSystem.sync,
): boolean {
  const fixed = { directory: state.claims, temporaryDirectory: state.temporary, name: '7.json' };
  return runProgramSync(claimFile({ ...fixed, content, ...options }), fileSystem);
}

describe('claimFile', () => {
  it('gives a name to the first who asks', () => {
    expect([claim('first'), claim('second')]).toEqual([true, false]);
    expect(readFileSync(join(state.claims, '7.json'), 'utf8')).toBe('first');
    expect(readdirSync(state.temporary)).toEqual([]);
  });

  it('finds a name taken by a symbolic link to nothing', () => {
    symlinkSync('nowhere', join(state.claims, '7.json'));
    expect(claim('x')).toBe(false);
  });

  it.each([0o000, 0o777])('gives the exact mode under umask %o', (umask) => {
    withUmask(umask, () => claim('x'));
    expect(statSync(join(state.claims, '7.json')).mode & 0o777).toBe(0o600);
  });

  it('says so where there are no hard links, and is exclusive all the same', () => {
    const { sync } = createFaultFileSystem(nodeFileSystem, failEvery('link', 'ENOTSUP'));
    let warnings = 0;
    const onWeakerGuarantee = () => {
      warnings += 1;
    };
    expect(claim('first', { onWeakerGuarantee }, sync)).toBe(true);
    expect(claim('second', { onWeakerGuarantee }, sync)).toBe(false);
    expect(warnings).toBe(2);
    expect(readFileSync(join(state.claims, '7.json'), 'utf8')).toBe('first');
  });

  it('knows its own link although the answer was lost', () => {
    const { sync } = createFaultFileSystem(nodeFileSystem, ({ name }) =>
      name === 'link' ? { errno: 'EEXIST', when: 'after' } : undefined,
    );
    expect(claim('x', {}, sync)).toBe(true);
  });

  it('tells that the name is taken when only the sync of its folder failed', () => {
    const { sync } = createFaultFileSystem(nodeFileSystem, ({ name, args }) =>
      name === 'open' && args[0] === state.claims ? { errno: 'EIO' } : undefined,
    );
    expect(() => claim('x', {}, sync)).toThrow(
      expect.objectContaining({ code: 'JOURNAL_FS_IO', facts: expect.objectContaining({ claimed: true }) }),
    );
    expect(claim('x')).toBe(false);
  });
});
