import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AsyncFileSystem, nodeFileSystem } from '@opta/journal-fs';
import { describe, expect, it } from 'vitest';
import type { AutoLoad, LoadOutcome, ModelEngine } from '../../src/engine/model-engine.js';
import { createNgramBackend, type NgramBackendOptions } from '../../src/engine/ngram/create-ngram-backend.js';
import { NO_DELAYS } from '../../src/engine/ngram/no-delays.js';
import { FakeBackend } from './fake-backend.js';
import { makeEngine } from './make-engine.js';
import type { Recorder } from './recorder.js';
import { makeTemporaryFolder } from './temporary-folder.js';

const MEDIUM = 'opta-demo/ngram-4-medium';
const UNREACHABLE = 'opta-demo/ngram-4-unreachable';
const MEDIUM_FILE = 'opta-demo--ngram-4-medium.ngram.jsonl';

async function makeNgramEngine(
  options: Partial<NgramBackendOptions> & { clock?: () => number } = {},
): Promise<{ engine: ModelEngine; recorder: Recorder; modelsDir: string }> {
  const { clock, ...backendOptions } = options;
  const modelsDir = makeTemporaryFolder();
  const backend = await createNgramBackend({ modelsDir, ...NO_DELAYS, ...backendOptions });
  return { ...makeEngine(backend, clock === undefined ? {} : { clock }), modelsDir };
}

/** The outcome of the load that follows a download. */
function nextAutoLoad(engine: ModelEngine): Promise<AutoLoad> {
  return new Promise((resolve) => engine.onAutoLoad(resolve));
}

function tokenOf(outcome: LoadOutcome): string {
  if (outcome.kind !== 'download_required') throw new Error(`Expected a question, got ${outcome.kind}.`);
  return outcome.confirmationToken;
}

describe('a download', () => {
  it('brings the file and says where it is', async () => {
    const { engine, recorder, modelsDir } = await makeNgramEngine();
    const completed = recorder.next('download_completed');
    const { downloadId, totalBytes } = await engine.download(MEDIUM);
    expect(await completed).toEqual({
      download_id: downloadId,
      repo_id: MEDIUM,
      local_path: join(modelsDir, MEDIUM_FILE),
      duration_sec: expect.any(Number),
    });
    expect(engine.listDownloads()).toEqual([
      {
        downloadId,
        repoId: MEDIUM,
        status: 'completed',
        downloadedBytes: totalBytes,
        totalBytes,
        error: undefined,
      },
    ]);
    expect(totalBytes).toBeGreaterThan(50_000);
    expect((await engine.listAvailable()).find(({ id }) => id === MEDIUM)).toMatchObject({
      downloaded: true,
      sizeBytes: totalBytes,
    });
    expect(await engine.load(MEDIUM)).toMatchObject({ kind: 'loaded', memoryAfterLoadGb: 4 });
  });

  it('that is cancelled leaves nothing behind', async () => {
    const { engine, recorder, modelsDir } = await makeNgramEngine({ chunkDelayMs: 60_000 });
    const before = readdirSync(modelsDir);
    const cancelled = recorder.next('download_cancelled');
    const { downloadId } = await engine.download(MEDIUM);
    expect(engine.cancelDownload(downloadId).status).toBe('cancelled');
    expect(await cancelled).toEqual({ download_id: downloadId, repo_id: MEDIUM });
    expect(readdirSync(modelsDir)).toEqual(before);
    expect(engine.listDownloads()).toMatchObject([{ status: 'cancelled' }]);
    expect(engine.cancelDownload(downloadId).status).toBe('cancelled');
    expect(recorder.events).toHaveLength(1);
  });

  it('whose hub breaks off says how far it came, and leaves nothing behind', async () => {
    const { engine, recorder, modelsDir } = await makeNgramEngine();
    const before = readdirSync(modelsDir);
    const failed = recorder.next('download_failed');
    const { downloadId } = await engine.download(UNREACHABLE);
    expect(await failed).toEqual({
      download_id: downloadId,
      repo_id: UNREACHABLE,
      error: expect.stringMatching(
        /^The hub closed the connection after \d+ of \d+ bytes of opta-demo\/ngram-4-unreachable\.$/,
      ),
    });
    expect(readdirSync(modelsDir)).toEqual(before);
    const [download] = engine.listDownloads();
    expect(download?.status).toBe('failed');
    expect(download?.downloadedBytes).toBeGreaterThan(0);
    expect(download?.downloadedBytes).toBeLessThan(download?.totalBytes ?? 0);
  });

  it('onto a full disk says so, and leaves nothing behind', async () => {
    let isFull = false;
    const fileSystem: AsyncFileSystem = {
      ...nodeFileSystem.async,
      write: async (...args) => {
        if (isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        return nodeFileSystem.async.write(...args);
      },
    };
    const { engine, recorder, modelsDir } = await makeNgramEngine({ fileSystem });
    const before = readdirSync(modelsDir);
    isFull = true;
    const failed = recorder.next('download_failed');
    await engine.download(MEDIUM);
    expect(await failed).toMatchObject({ error: expect.stringContaining('No space left for a model in') });
    expect(readdirSync(modelsDir)).toEqual(before);
  });

  it('of the same model at the same time is one download', async () => {
    const { engine, recorder } = await makeNgramEngine();
    const completed = recorder.next('download_completed');
    const [first, second] = await Promise.all([engine.download(MEDIUM), engine.download(MEDIUM)]);
    expect(second.downloadId).toBe(first.downloadId);
    await completed;
    expect(engine.listDownloads()).toHaveLength(1);
  });

  it('of a model that is here already is complete without an event', async () => {
    const { engine, recorder } = await makeNgramEngine();
    expect(await engine.download('opta-demo/ngram-2-tiny')).toMatchObject({ status: 'completed' });
    expect(recorder.events).toEqual([]);
  });

  it('is cancelled when the engine is closed', async () => {
    const { engine, recorder } = await makeNgramEngine({ chunkDelayMs: 60_000 });
    await engine.download(MEDIUM);
    await engine.close(0);
    expect(recorder.story()).toEqual(['download_cancelled']);
  });

  it('needs a model and a hub that exist', async () => {
    const { engine } = await makeNgramEngine();
    await expect(engine.download('opta-demo/none')).rejects.toMatchObject({ code: 'model_not_found' });
    expect(() => engine.cancelDownload('none')).toThrowError(
      expect.objectContaining({ code: 'download_not_found' }),
    );
    const without = makeEngine(new FakeBackend({ a: 1 })).engine;
    await expect(without.download('a')).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('a load of a model on the hub', () => {
  it('asks first, and downloads and loads when it is confirmed', async () => {
    const { engine, recorder } = await makeNgramEngine();
    const asked = await engine.load(MEDIUM);
    expect(asked).toMatchObject({
      kind: 'download_required',
      modelId: MEDIUM,
      estimatedSizeBytes: expect.any(Number),
    });
    expect(recorder.events).toEqual([]);
    const loaded = nextAutoLoad(engine);
    const outcome = await engine.confirmDownload(tokenOf(asked));
    expect(outcome).toMatchObject({ kind: 'downloading', modelId: MEDIUM });
    expect(await loaded).toMatchObject({
      ok: true,
      modelId: MEDIUM,
      downloadId: outcome.kind === 'downloading' ? outcome.downloadId : '',
      memoryAfterLoadGb: 4,
    });
    expect(recorder.story()[0]).toBe('download_completed');
    expect(recorder.story().at(-1)).toBe('model_canary_passed');
  });

  it('takes a token once, and within ten minutes', async () => {
    let now = 0;
    const { engine } = await makeNgramEngine({ clock: () => now });
    const early = tokenOf(await engine.load(MEDIUM));
    const late = tokenOf(await engine.load(MEDIUM));
    now = 600_000 - 1;
    const loaded = nextAutoLoad(engine);
    await engine.confirmDownload(early);
    await loaded;
    await expect(engine.confirmDownload(early)).rejects.toMatchObject({ code: 'token_not_found' });
    now = 600_000;
    await expect(engine.confirmDownload(late)).rejects.toMatchObject({ code: 'token_expired' });
    await expect(engine.confirmDownload('none')).rejects.toMatchObject({ code: 'token_not_found' });
  });

  it('downloads without asking when it is told to, and keeps what it was told of the idle time', async () => {
    const { engine } = await makeNgramEngine();
    const loaded = nextAutoLoad(engine);
    expect(await engine.load(MEDIUM, { autoDownload: true, keepAliveSec: 77 })).toMatchObject({
      kind: 'downloading',
    });
    await loaded;
    expect(engine.listLoaded()).toMatchObject([{ id: MEDIUM, keepAliveSec: 77 }]);
  });

  it('joins a download that is under way', async () => {
    const { engine } = await makeNgramEngine();
    const loaded = nextAutoLoad(engine);
    const { downloadId } = await engine.download(MEDIUM);
    expect(await engine.load(MEDIUM, { autoDownload: true })).toMatchObject({ downloadId });
    expect(await loaded).toMatchObject({ ok: true, downloadId });
  });

  it('tells its listeners when the load fails, and goes on when a listener throws', async () => {
    const errors: unknown[] = [];
    const modelsDir = makeTemporaryFolder();
    const backend = await createNgramBackend({ modelsDir, ...NO_DELAYS });
    const { engine } = makeEngine(backend, { memoryBudgetGb: 2, onError: (error) => errors.push(error) });
    const unlisten = engine.onAutoLoad(() => {
      throw new Error('listener');
    });
    const loaded = nextAutoLoad(engine);
    await engine.load(MEDIUM, { autoDownload: true });
    const outcome = await loaded;
    expect(outcome).toMatchObject({ ok: false, error: { code: 'insufficient_memory' } });
    expect(errors).toEqual([new Error('listener')]);
    unlisten();
  });

  it('is not found once its file and the hub do not have it', async () => {
    const { engine, modelsDir } = await makeNgramEngine();
    await expect(engine.load('opta-demo/none')).rejects.toMatchObject({ code: 'model_not_found' });
    rmSync(join(modelsDir, 'opta-demo--ngram-2-tiny.ngram.jsonl'));
    expect(await engine.load('opta-demo/ngram-2-tiny')).toMatchObject({ kind: 'download_required' });
  });
});
