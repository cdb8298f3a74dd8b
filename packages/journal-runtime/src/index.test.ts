import { expect, it } from 'vitest';
import * as feed from './feed.js';
import * as runtime from './index.js';

it('has exactly these public names', () => {
  expect(Object.keys(runtime).sort()).toEqual([
    'JournalRuntimeError',
    'createRuntimeJournal',
    'explainJournalingConfig',
    'fanOutUpdateLog',
    'journalingConfigSchema',
    'loadJournalingConfig',
    'retentionPolicyOf',
    'writeSessionLog',
    'writeUpdateLog',
  ]);
});

it('has exactly these public names in ./feed', () => {
  expect(Object.keys(feed).sort()).toEqual(['JournalRuntimeError', 'bindEventFeed']);
});
