import { describe, expect, it } from 'vitest';
import * as entry from './index.js';

describe('@opta/journal-fs', () => {
  it('exports exactly these names', () => {
    expect(Object.keys(entry).sort()).toEqual([
      'JournalFsError',
      'LINK_UNSUPPORTED',
      'OPEN_FLAGS',
      'STATE_DIRECTORY',
      'backOff',
      'call',
      'claimFile',
      'createFileExclusive',
      'createPreparedFile',
      'ensureDirectory',
      'ensureStateDirectory',
      'errnoOf',
      'fileModesFor',
      'isForOthers',
      'isThere',
      'nodeFileSystem',
      'publishFile',
      'publishUnderFreeName',
      'readRegularFile',
      'removeStaleTemporaryFiles',
      'runProgram',
      'runProgramSync',
      'syncDirectory',
      'writeAll',
    ]);
  });
});
