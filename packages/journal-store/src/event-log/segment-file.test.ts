import { constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { expect, it } from 'vitest';
import { createDeferred } from '../../test/deferred.js';
import { SegmentFile } from './segment-file.js';

it.each(['close', 'closeSync'] as const)(
  'closes its descriptor once, after the call under way (%s)',
  async (close) => {
    const held = createDeferred();
    const fileSystem = createFaultFileSystem(nodeFileSystem, ({ name }) =>
      name === 'fstat' ? { waitFor: held.promise } : undefined,
    );
    const path = join(makeTemporaryFolder(), 'a');
    const fd = openSync(path, constants.O_CREAT | constants.O_WRONLY);
    const file = new SegmentFile({ fileSystem, path, segment: 1, fd, size: 0 });
    const look = file.findOutWhyGone();
    await file[close]();
    expect(fileSystem.calls.map(({ name }) => name)).toEqual(['fstat']);
    held.resolve();
    expect(await look).toBe(undefined);
    expect(fileSystem.calls.map(({ name }) => name)).toEqual(['fstat', 'lstat', 'close']);
  },
);
