import { existsSync, linkSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FileProgram, nodeFileSystem, runProgramSync } from '@opta/journal-fs';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { claimByDraft, closeDraft, openDraft } from './claim-draft.js';

const { sync } = nodeFileSystem;

describe('the draft of a claim', () => {
  it('is written anew for another name after one was taken, whatever its length, and leaves one file', () => {
    const directory = makeTemporaryFolder();
    const at = (name: string) => join(directory, name);
    writeFileSync(at('1.json'), "another's");
    function* claims(): FileProgram<(boolean | string)[]> {
      const draft = yield* openDraft(directory, 0o600);
      const first = yield* claimByDraft(draft, at('1.json'), 'the long claim of one');
      const second = yield* claimByDraft(draft, at('2.json'), 'of two');
      yield* closeDraft(draft);
      return [first, second, draft.path];
    }
    const [first, second, path] = runProgramSync(claims(), sync);
    expect([first, second]).toEqual([false, true]);
    expect(readFileSync(at('1.json'), 'utf8')).toBe("another's");
    expect(readFileSync(at('2.json'), 'utf8')).toBe('of two');
    expect(existsSync(String(path))).toBe(false);
  });

  it('has claimed a name that exists because a lost answer was asked for again', () => {
    const directory = makeTemporaryFolder();
    const link = (existing: string, path: string) => {
      linkSync(existing, path);
      linkSync(existing, path);
    };
    function* claim(): FileProgram<boolean> {
      const draft = yield* openDraft(directory, 0o600);
      const isOurs = yield* claimByDraft(draft, join(directory, '1.json'), 'ours');
      yield* closeDraft(draft);
      return isOurs;
    }
    expect(runProgramSync(claim(), { ...sync, link })).toBe(true);
  });
});
