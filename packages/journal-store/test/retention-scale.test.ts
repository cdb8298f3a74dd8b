import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeRetentionFolder, NOW, writeSession } from './retention-folder.js';

describe('10,000 files of all kinds', () => {
  it('go exactly as planned, and nothing foreign is touched', async () => {
    const { directory, store } = makeRetentionFolder();
    const ours = new Set<string>();
    for (let index = 0; index < 3_000; index += 1) {
      for (const name of writeSession(directory, { days: 40 + index / 4, bytes: 10 })) ours.add(name);
    }
    for (let index = 0; index < 800; index += 1) {
      writeSession(directory, { days: 40 + index / 4, device: 'other', bytes: 10 });
      writeSession(directory, { days: 900 + index / 4, isFinished: false, bytes: 10 });
      writeFileSync(join(directory, `note-${index}.md`), 'x');
      writeFileSync(
        join(directory, `2020-01-01-1200-mbp-1-a.sync-conflict-20200101-1200${index}-ABC.md`),
        'x',
      );
    }
    for (let index = 0; index < 400; index += 1) {
      symlinkSync('/etc/passwd', join(directory, `2019-01-01-1200-mbp-1-link${index}.md`));
      mkdirSync(join(directory, `2019-01-02-1200-mbp-1-folder${index}.md`));
    }
    for (const name of ['README.md', 'SESSION_FORMAT.md']) writeFileSync(join(directory, name), 'x');
    const names = readdirSync(directory);
    expect(names.length).toBeGreaterThan(10_000);

    const plan = await store.planRetention({
      device: 'mbp-1',
      now: NOW,
      mode: 'delete',
      maxSessionLogs: 2_900,
    });
    const planned = plan.units.flatMap(({ files }) => files.map(({ fileName }) => fileName));
    expect(plan.units).toHaveLength(100);
    expect(planned.every((name) => ours.has(name))).toBe(true);
    // Other people go on while it runs.
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 0);
    const { done, skipped } = await store.applyRetention(plan);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(10);
    expect({ done, skipped }).toEqual({ done: planned, skipped: [] });
    const left = new Set(readdirSync(directory));
    expect(names.filter((name) => !left.has(name)).sort()).toEqual([...planned].sort());
    expect(statSync(join(directory, 'README.md')).size).toBe(1);
  });
});
