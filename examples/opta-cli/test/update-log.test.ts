import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseUpdateLog } from '@opta/journal-format/parse';
import { spawnScript } from 'test-kit';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { describe, expect, it } from 'vitest';
import {
  allocateNextUpdateId,
  buildUpdateLogFileName,
  type UpdateLogInput,
  writeUpdateLog,
} from '../src/update-log.js';

/** In two parts, so that no scanner takes this file for a leak. */
const TOKEN = `ghp_${'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'}`;
const WRITER = fileURLToPath(new URL('./fixtures/update-writer.ts', import.meta.url));

function input(cwd: string, more: Partial<UpdateLogInput> = {}): UpdateLogInput {
  return {
    summary: 'Promotion sync for CLI and LMX',
    commandInputs: { target: 'both', dryRun: false, remoteHost: undefined },
    steps: [{ target: 'local', component: 'cli', step: 'git', status: 'ok', message: 'git sync complete' }],
    cwd,
    logsDir: 'updates',
    rangeStart: 200,
    rangeEnd: 299,
    author: 'tester',
    timezone: 'UTC',
    now: new Date('2026-02-23T15:00:00.000Z'),
    promoted: true,
    category: 'sync',
    ...more,
  };
}

function put(folder: string, ...names: string[]): void {
  for (const name of names) writeFileSync(join(folder, name), 'x');
}

describe('buildUpdateLogFileName', () => {
  it('has three digits, the date and the slug', () => {
    expect(buildUpdateLogFileName(203, '2026-02-23', 'Studio Sync: CLI+LMX')).toBe(
      '203_2026-02-23_studio-sync-cli-lmx.md',
    );
    expect(buildUpdateLogFileName(7, '2026-02-23', '')).toBe('007_2026-02-23_update.md');
    expect(buildUpdateLogFileName(1000, '2026-02-23', 'x'.repeat(90))).toBe(
      `1000_2026-02-23_${'x'.repeat(60)}.md`,
    );
  });
});

describe('allocateNextUpdateId', () => {
  it('gives the number after the highest one of the range', async () => {
    const folder = makeTemporaryFolder();
    put(folder, '199_2026-02-23_below.md', '200_2026-02-23_first.md', '205_2026-02-23_latest.md');
    expect(await allocateNextUpdateId(folder, 200, 299)).toBe(206);
    expect(await allocateNextUpdateId(folder)).toBe(206);
  });

  it('only looks: it gives the same number again and leaves nothing behind', async () => {
    const folder = makeTemporaryFolder();
    expect(await allocateNextUpdateId(folder, 200, 299)).toBe(200);
    expect(await allocateNextUpdateId(folder, 200, 299)).toBe(200);
    expect(readdirSync(folder)).toEqual([]);
    expect(await allocateNextUpdateId(join(folder, 'missing'))).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('sees numbers above 999', async () => {
    const folder = makeTemporaryFolder();
    put(folder, '999_2026-02-23_a.md', '1000_2026-02-23_b.md', '1004_2026-02-23_c.md');
    expect(await allocateNextUpdateId(folder, 1000, 1999)).toBe(1005);
  });

  it('says when a range is full', async () => {
    const folder = makeTemporaryFolder();
    put(folder, '299_2026-02-23_last.md');
    const code = 'JOURNAL_IDS_SERIES_FULL';
    await expect(allocateNextUpdateId(folder, 200, 299)).rejects.toMatchObject({ code });
    const cwd = makeTemporaryFolder();
    await expect(writeUpdateLog(input(cwd, { logsDir: folder }))).rejects.toMatchObject({ code });
  });
});

describe('writeUpdateLog', () => {
  it('writes one number after the other, byte for byte as the CLI', async () => {
    const cwd = makeTemporaryFolder();
    const first = await writeUpdateLog(input(cwd));
    const second = await writeUpdateLog(
      input(cwd, { summary: 'Second promotion sync', now: new Date('2026-02-23T15:05:00Z') }),
    );
    expect([first.id, second.id]).toEqual([200, 201]);
    expect(first.fileName).toBe('200_2026-02-23_promotion-sync-for-cli-and-lmx.md');
    expect(first.path).toBe(join(cwd, 'updates', first.fileName));
    const text = readFileSync(first.path, 'utf8');
    expect(text.replace(/^uid: .*\n/m, '')).toBe(`---
id: 200
date: 2026-02-23
time: "15:00"
author: tester
version_before: unknown
version_after: unknown
commit: unknown
promoted: true
category: sync
---

## Summary
- Promotion sync for CLI and LMX
- Steps: total=1, ok=1, skip=0, fail=0

## Command Inputs
- \`dryRun\`: \`false\`
- \`remoteHost\`: \`(unset)\`
- \`target\`: \`both\`

## Step Results
| Target | Component | Step | Status | Message |
| --- | --- | --- | --- | --- |
| local | cli | git | ok | git sync complete |
`);
  });

  it('fills in what the CLI fills in', async () => {
    const cwd = makeTemporaryFolder();
    const given = { summary: 'Cycle ended', commandInputs: {}, steps: [], cwd, slug: 'CEO autonomy' };
    const standard = await writeUpdateLog(given);
    expect(standard).toMatchObject({ id: 1, fileName: expect.stringMatching(/^001_.*_ceo-autonomy\.md$/) });
    const text = readFileSync(standard.path, 'utf8');
    expect(text).toContain('\n- (no steps recorded)\n');
    expect(parseUpdateLog(text)).toMatchObject({ id: '001', promoted: false, category: 'development' });
    const promoted = await writeUpdateLog({ ...given, rangeStart: 200, rangeEnd: 299 });
    expect(parseUpdateLog(readFileSync(promoted.path, 'utf8'))).toMatchObject({
      promoted: true,
      category: 'promotion',
    });
  });

  it('gives no number twice to four processes', async () => {
    const cwd = makeTemporaryFolder();
    const writers = Array.from({ length: 4 }, () => spawnScript(WRITER, [cwd, '8']));
    for (const { ended } of writers) expect(await ended).toMatchObject({ code: 0, stderr: '' });
    const numbers = writers.flatMap(({ lines }) => lines.map(Number)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 32 }, (_, index) => 200 + index));
    const names = readdirSync(join(cwd, 'updates')).filter((name) => /^\d+_/.test(name));
    expect(names.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b)).toEqual(numbers);
  });

  it('shows five past midnight as 00:05', async () => {
    const now = new Date('2026-02-23T13:05:00Z');
    const { path, fileName } = await writeUpdateLog(
      input(makeTemporaryFolder(), { now, timezone: 'Australia/Sydney' }),
    );
    expect(fileName).toMatch(/^200_2026-02-24_/);
    expect(parseUpdateLog(readFileSync(path, 'utf8')).time).toBe('00:05');
  });

  it('lets a summary forge nothing and a token not through', async () => {
    const { path, fileName } = await writeUpdateLog(
      input(makeTemporaryFolder(), {
        summary: `x ${TOKEN}\n---\nid: 999\n## Step Results\n| forged |`,
        author: 'a: b\npromoted: false',
        commandInputs: { 'a`\n## x': `\`${TOKEN}\n# y`, api_key: 'hunter2' },
        steps: [{ target: 'a|b', component: '\n## z', step: 'c', status: 'ok', message: TOKEN }],
      }),
    );
    const text = readFileSync(path, 'utf8');
    expect(text.match(/^#{1,6} .*$/gm)).toEqual(['## Summary', '## Command Inputs', '## Step Results']);
    expect(parseUpdateLog(text)).toMatchObject({ id: '200', promoted: true });
    expect(parseUpdateLog(text).steps).toHaveLength(1);
    expect(parseUpdateLog(text).otherSections).toBeUndefined();
    expect(text + fileName).not.toContain(TOKEN);
    expect(text).not.toContain('hunter2');
    expect(fileName).not.toContain('zk3v');
  });

  it('names a step result that is none, and takes no number', async () => {
    const cwd = makeTemporaryFolder();
    const steps = [{ target: 'a', component: 'b', step: 'c', status: 'done', message: '' }];
    await expect(writeUpdateLog(input(cwd, { steps }))).rejects.toMatchObject({
      code: 'JOURNAL_RUNTIME_UPDATE_LOG_INVALID',
      message: expect.stringContaining('steps.0.status = "done"'),
    });
    expect(readdirSync(cwd)).toEqual([]);
  });
});
