import { describe, expect, it } from 'vitest';
import * as entry from './index.js';

describe('@opta/journal-doctor', () => {
  it('exports exactly these names of ./index.js', () => {
    expect(Object.keys(entry).sort()).toEqual([
      'JournalDoctorError',
      'applyRepair',
      'applyScrub',
      'diagnose',
      'diagnoseMerge',
      'diagnoseNames',
      'planRepair',
      'planScrub',
      'repair',
      'resolveNumber',
      'verify',
    ]);
  });
});
