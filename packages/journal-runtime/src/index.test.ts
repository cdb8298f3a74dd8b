import { expect, it } from 'vitest';
import * as runtime from './index.js';

it('has exactly these public names', () => {
  expect(Object.keys(runtime).sort()).toEqual([
    'JournalRuntimeError',
    'createRuntimeJournal',
    'journalingConfigSchema',
    'loadJournalingConfig',
    'writeUpdateLog',
  ]);
});
