import { describe, expect, it } from 'vitest';
import { originalOfCopy } from './original-of-copy.js';

describe('originalOfCopy', () => {
  it.each([
    ['007_x.sync-conflict-20260224-101010-ABCDEFG.md', '007_x.md'],
    ['007_x.sync-conflict-20260224-101010.md', '007_x.md'],
    [
      '2026-02-24-101010-mac-events.sync-conflict-20260224-101010-ABCDEFG.jsonl',
      '2026-02-24-101010-mac-events.jsonl',
    ],
    ["007_x (Bob's conflicted copy 2026-02-24).md", '007_x.md'],
    ['007_x (conflicted copy 2026-02-24 101010).md', '007_x.md'],
    ['007_x - conflicted copy.md', '007_x.md'],
    ['last-numbers.sync-conflict-20260224-101010-ABCDEFG.txt', 'last-numbers.txt'],
    ['007_x.sync-conflict-20260224-101010-ABCDEFG (conflicted copy 2).md', '007_x.md'],
  ])('finds the original of %s', (name, original) => {
    expect(originalOfCopy(name)).toBe(original);
  });

  it('takes a numbered name for a copy only beside its original', () => {
    const original = new Set(['007_x.md']);
    for (const name of ['007_x 2.md', '007_x (1).md', '007_x(1).md']) {
      expect(originalOfCopy(name, original)).toBe('007_x.md');
      expect(originalOfCopy(name, new Set())).toBeUndefined();
      expect(originalOfCopy(name)).toBeUndefined();
    }
  });

  it.each(['007_x.md', 'README.md', '007_conflicted-copy-of-a-plan.md', '007_sync-conflict.md'])(
    'finds none of %s',
    (name) => {
      expect(originalOfCopy(name)).toBeUndefined();
    },
  );
});
