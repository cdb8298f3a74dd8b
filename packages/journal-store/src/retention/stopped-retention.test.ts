import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '@opta/journal-fs';
import { createFaultFileSystem, failAt, failFrom, withoutSync } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { fillLittle, POLICY } from '../../test/aged-sessions.js';
import { contentsOf, logsIn, makeRetentionFolder } from '../../test/retention-folder.js';

describe.each(['archive', 'delete'] as const)('stopped at every call while it would %s', (mode) => {
  it.each(['the same plan', 'a new plan'] as const)('loses nothing and converges with %s', async (how) => {
    let expected: Record<string, string> | undefined;
    let last = Number.POSITIVE_INFINITY;
    for (let n = 1; n <= last; n += 1) {
      const { fileSystem, directory, store, before, plan } = await planInNewFolder(mode);
      const going = plan.units.flatMap(({ files }) => files.map(({ fileName }) => fileName));
      const stop = fileSystem.calls.length + n;
      fileSystem.plan = failFrom(stop, 'EIO');
      await store.applyRetention(plan).catch(() => undefined);
      if (fileSystem.calls.length < stop) last = n;
      fileSystem.plan = () => undefined;

      // Whatever was reached: each log is there with its bytes, and no event log without its session log.
      const logs = logsIn(directory);
      for (const [name, content] of Object.entries(before)) {
        if (mode === 'archive' || !going.includes(name)) expect(logs[name]).toBe(content);
      }
      expect((await store.planRetention({ ...POLICY, mode })).kept).toEqual([]);

      const again = how === 'the same plan' ? plan : await store.planRetention({ ...POLICY, mode });
      const { skipped } = await store.applyRetention(again);
      if (how === 'a new plan') expect(skipped).toEqual([]);
      const after = contentsOf(directory);
      expected ??= after;
      expect(after).toEqual(expected);
      expect(fileSystem.openDescriptors.size).toBe(0);
    }
    expect(last).toBeGreaterThan(mode === 'archive' ? 60 : 15);
  });

  it('by a call that fails once, does the rest and goes on with the next run', async () => {
    let last = Number.POSITIVE_INFINITY;
    for (let n = 1; n <= last; n += 1) {
      const { fileSystem, directory, store, before, plan } = await planInNewFolder(mode);
      const failing = fileSystem.calls.length + n;
      fileSystem.plan = failAt(failing, 'ENOSPC');
      const result = await store.applyRetention(plan).catch(() => undefined);
      if (fileSystem.calls.length < failing) last = n;
      const logs = logsIn(directory);
      for (const [name, content] of Object.entries(before)) {
        if (mode === 'archive') expect(logs[name]).toBe(content);
        if (result?.done.includes(name)) expect(existsSync(join(directory, name))).toBe(false);
      }
      fileSystem.plan = () => undefined;
      await store.applyRetention(await store.planRetention({ ...POLICY, mode }));
      expect((await store.planRetention({ ...POLICY, mode })).units).toEqual([]);
      expect(fileSystem.openDescriptors.size).toBe(0);
    }
    expect(last).toBeGreaterThan(15);
  });
});

async function planInNewFolder(mode: 'archive' | 'delete') {
  const fileSystem = createFaultFileSystem(withoutSync(nodeFileSystem));
  const folder = makeRetentionFolder(fileSystem);
  fillLittle(folder);
  const { directory, store } = folder;
  const before = contentsOf(directory);
  return { fileSystem, directory, store, before, plan: await store.planRetention({ ...POLICY, mode }) };
}
