import { describe, expect, it } from 'vitest';
import type { NumberedLog } from '../folders/numbered-log.js';
import { citedNamesOf, rewriteCitedNames } from './rewrite-cited-names.js';

function log(fileName: string, aliases: string[] = []): NumberedLog {
  const id = /^\d+/.exec(fileName)?.[0] ?? '';
  const rest = fileName.slice(id.length);
  return { fileName, number: Number(id), id, rest, frontmatter: {}, aliases, readable: true };
}

const NAMES = citedNamesOf([log('008_2026-02-24_b.md', ['007']), log('007_2026-02-24_a.md')]);
const rewrite = (text: string): string => rewriteCitedNames(text, NAMES, '001_2026-01-01_x.md');

describe('rewriteCitedNames', () => {
  it.each([
    ['[b](007_2026-02-24_b.md)', '[b](008_2026-02-24_b.md)'],
    ['[b](../updates/007_2026-02-24_b.md#summary)', '[b](../updates/008_2026-02-24_b.md#summary)'],
    ['[[007_2026-02-24_b]]', '[[008_2026-02-24_b]]'],
    ['See 007_2026-02-24_b.', 'See 008_2026-02-24_b.'],
  ])('rewrites %s', (text, expected) => {
    expect(rewrite(text)).toBe(expected);
  });

  it.each([
    '007_2026-02-24_a.md',
    '007_2026-02-24_b-2.md',
    '1007_2026-02-24_b.md',
    'x-007_2026-02-24_b.md',
    '007_2026-02-24_b.sync-conflict-20260224-101010-ABCDEFG.md',
    'update 007',
  ])('leaves %s alone', (text) => {
    expect(rewrite(text)).toBe(text);
  });

  it('leaves what a log says of its own past', () => {
    expect(rewriteCitedNames('was 007_2026-02-24_b.md', NAMES, '008_2026-02-24_b.md')).toBe(
      'was 007_2026-02-24_b.md',
    );
  });

  it('does not guess where two logs had the same name, or one still has it', () => {
    const two = citedNamesOf([log('008_2026-02-24_b.md', ['007']), log('009_2026-02-24_b.md', ['007'])]);
    expect(two.size).toBe(0);
    const present = citedNamesOf([log('008_2026-02-24_b.md', ['007']), log('007_2026-02-24_b.md')]);
    expect(present.size).toBe(0);
  });
});
