import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { LARGE_FOLDER_FILES } from '../src/constants.js';
import type { BuildResult } from '../src/worker/index-builder.js';
import { IndexKeeper } from '../src/worker/index-keeper.js';
import { WorkerClient } from '../src/worker/worker-client.js';
import { makeFolders } from './open-test-search.js';

/** A keeper whose builds give these results, in turn; of a function, for the number of the call. */
function keeperOf(results: ((call: number) => Partial<BuildResult>)[]) {
  const call = vi.fn(async (_: string, argument: unknown): Promise<BuildResult> => {
    const result = results.shift()?.(argument as number) ?? {
      state: 'unchanged',
      listedBy: argument as number,
    };
    return { state: 'built', isComplete: true, tookMs: 1, files: 1, ...result };
  });
  const release = vi.fn();
  const worker = { call, release, close: async () => undefined } as unknown as WorkerClient;
  const keeper = new IndexKeeper(worker, { onGeneration: () => undefined, onError: () => undefined });
  onTestFinished(() => keeper.close());
  return { keeper, call, release };
}

describe('a refresh', () => {
  it('has ended with the generation that has all that was listed for it', async () => {
    const { keeper, call } = keeperOf([
      () => ({ isComplete: false }),
      () => ({ isComplete: false }),
      () => ({ listedBy: 1 }),
    ]);
    await keeper.refresh();
    expect(call).toHaveBeenCalledTimes(3);
  });

  it('goes on after a generation of what was listed before it', async () => {
    const { keeper, call } = keeperOf([(number) => ({ listedBy: number }), () => ({ listedBy: 1 })]);
    await keeper.refresh();
    await keeper.refresh();
    expect(call).toHaveBeenCalledTimes(3);
  });

  it('goes on after a log was read that could change without a sign', async () => {
    const { keeper, call } = keeperOf([() => ({})]);
    await keeper.refresh();
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('does the work that was requested in the background', async () => {
    const { keeper, call } = keeperOf([]);
    keeper.request();
    await keeper.refresh();
    // When a timer of 0 ms would have come.
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(call).toHaveBeenCalledTimes(1);
  });
});

describe('the worker that builds', () => {
  it('gives its memory back in a large folder, but not before it is complete', async () => {
    const large = { files: LARGE_FOLDER_FILES };
    const { keeper, call, release } = keeperOf([
      () => ({ ...large, isComplete: false }),
      () => {
        expect(release).not.toHaveBeenCalled();
        return { ...large, listedBy: 1 };
      },
    ]);
    await keeper.refresh();
    expect(call).toHaveBeenCalledTimes(2);
    expect(release).toHaveBeenCalledTimes(1);
    await keeper.refresh();
    expect(release).toHaveBeenCalledTimes(1);
  });

  it('that was released is started again, and is not missed', async () => {
    const folders = makeFolders();
    mkdirSync(folders.cacheDir);
    writeFileSync(join(folders.sessionLogsDir, '2026-02-24-1356-studio-a.md'), '# A\n');
    const config = {
      folders: { ...folders, timeZone: 'UTC' },
      cacheDir: folders.cacheDir,
      redaction: {},
      series: {},
    };
    const worker = new WorkerClient('index', config);
    onTestFinished(() => worker.close());
    const build = () => worker.call<BuildResult>('build', 1, true);
    expect(await build()).toMatchObject({ state: 'built' });
    const asked = build();
    worker.release();
    await asked;
    worker.release();
    worker.release();
    expect(await build()).toMatchObject({ isComplete: true });
    expect(worker.failedStarts).toBe(0);
    worker.release();
  });
});
