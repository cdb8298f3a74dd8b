import { describe, expect, it } from 'vitest';
import * as entry from './index.js';

describe('@opta/journal-git', () => {
  it('exports exactly these names', () => {
    expect(Object.keys(entry).sort()).toEqual([
      'findCommit',
      'findRepositoryRoot',
      'listChangedFiles',
      'parseGitStatus',
      'readGitFacts',
      'readMergedTree',
    ]);
  });
});
