import { readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DownloadableBackend, GenerationRequest } from '../../src/engine/backend.js';
import { createNgramBackend } from '../../src/engine/ngram/create-ngram-backend.js';
import { NO_DELAYS } from '../../src/engine/ngram/no-delays.js';
import { makeEngine, makeRequest, readAnswer } from './make-engine.js';
import { makeTemporaryFolder } from './temporary-folder.js';

const TINY = 'opta-demo/ngram-2-tiny';
const TINY_FILE = 'opta-demo--ngram-2-tiny.ngram.jsonl';
const INSTALLED = ['opta-demo/ngram-2-tiny', 'opta-demo/ngram-3-broken', 'opta-demo/ngram-3-small'];
const signal = new AbortController().signal;

function createBackend(modelsDir: string): Promise<DownloadableBackend> {
  return createNgramBackend({ modelsDir, ...NO_DELAYS });
}

async function answer(
  backend: DownloadableBackend,
  id: string,
  request: Partial<GenerationRequest> = {},
): Promise<Awaited<ReturnType<typeof readAnswer>>> {
  const model = await backend.loadModel(id, signal);
  return readAnswer(model.generate(makeRequest(request)));
}

describe('the first start', () => {
  it('writes the installed models as files, and nothing else', async () => {
    const modelsDir = join(makeTemporaryFolder(), 'a/models');
    const backend = await createBackend(modelsDir);
    expect((await backend.listModels()).map(({ id }) => id)).toEqual(INSTALLED);
    expect(readdirSync(modelsDir)).toHaveLength(INSTALLED.length);
    const [header = ''] = readFileSync(join(modelsDir, TINY_FILE), 'utf8').split('\n');
    expect(JSON.parse(header)).toMatchObject({ format: 'opta-ngram', format_version: 1, memory_gb: 0.5 });
  });

  it('trains the same files on every machine', async () => {
    const [first, second] = [makeTemporaryFolder(), makeTemporaryFolder()];
    await createBackend(first);
    await createBackend(second);
    expect(readFileSync(join(first, TINY_FILE))).toEqual(readFileSync(join(second, TINY_FILE)));
  });

  it('leaves models alone that are there', async () => {
    const modelsDir = makeTemporaryFolder();
    writeFileSync(join(modelsDir, TINY_FILE), 'mine');
    await createBackend(modelsDir);
    expect(readFileSync(join(modelsDir, TINY_FILE), 'utf8')).toBe('mine');
  });

  it('removes what a crash left of a download', async () => {
    const modelsDir = makeTemporaryFolder();
    const left = join(modelsDir, `${'0'.repeat(32)}.tmp`);
    writeFileSync(left, 'half a model');
    utimesSync(left, new Date(0), new Date(0));
    await createBackend(modelsDir);
    expect(readdirSync(modelsDir).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a model file', () => {
  it('that is damaged is refused with the place and the reason', async () => {
    const modelsDir = makeTemporaryFolder();
    const backend = await createBackend(modelsDir);
    const path = join(modelsDir, TINY_FILE);
    const bytes = readFileSync(path);
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(bytes.readUInt8(5_000) ^ 1, 5_000);
    for (const [damage, reason] of [
      [flipped, 'its checksum is sha256:'],
      [bytes.subarray(0, 5_000), 'bytes instead of'],
      [Buffer.from('hello\n'), 'does not begin with the header'],
      [Buffer.alloc(0), 'does not begin with the header'],
    ] as const) {
      writeFileSync(path, damage);
      const load = backend.loadModel(TINY, signal);
      await expect(load).rejects.toMatchObject({ code: 'internal_error' });
      await expect(load).rejects.toThrow(`The model file ${path} is damaged: `);
      await expect(load).rejects.toThrow(reason);
    }
  });

  it('that is damaged can be deleted and got again', async () => {
    const modelsDir = makeTemporaryFolder();
    const backend = await createBackend(modelsDir);
    writeFileSync(join(modelsDir, TINY_FILE), 'damaged');
    expect((await backend.listModels()).map(({ id }) => id)).toContain(TINY);
    await backend.deleteModel(TINY);
    await backend.downloadModel(TINY, { signal, onProgress: () => undefined });
    expect((await answer(backend, TINY)).text).not.toBe('');
  });

  it('is looked for in the listing, so that no name leads out of the folder', async () => {
    const folder = makeTemporaryFolder();
    const backend = await createBackend(join(folder, 'models'));
    writeFileSync(join(folder, 'secret.ngram.jsonl'), 'secret');
    symlinkSync(join(folder, 'secret.ngram.jsonl'), join(folder, 'models', 'opta-demo--link.ngram.jsonl'));
    for (const id of ['../secret', '..', '', 'opta-demo/link', `opta-demo/${'x'.repeat(5_000)}`]) {
      await expect(backend.loadModel(id, signal)).rejects.toMatchObject({ code: 'model_not_found' });
      await expect(backend.deleteModel(id)).rejects.toMatchObject({ code: 'model_not_found' });
    }
    expect(readFileSync(join(folder, 'secret.ngram.jsonl'), 'utf8')).toBe('secret');
  });
});

describe('the embedded models', () => {
  it('speak of what the question speaks of, each with the text that it knows', async () => {
    const backend = await createBackend(makeTemporaryFolder());
    for (const id of ['opta-demo/ngram-4-medium', 'opta-demo/ngram-5-large']) {
      await backend.downloadModel(id, { signal, onProgress: () => undefined });
    }
    for (const id of ['opta-demo/ngram-3-small', 'opta-demo/ngram-4-medium', 'opta-demo/ngram-5-large']) {
      expect((await answer(backend, id)).text, id).toMatch(/memory/);
    }
    const story = { messages: [{ role: 'user', content: 'Tell me of the lighthouse keeper.' }] };
    expect((await answer(backend, 'opta-demo/ngram-5-large', story)).text).toMatch(/keeper/);
    expect((await answer(backend, 'opta-demo/ngram-2-tiny', story)).text).not.toMatch(/keeper/);
  });

  it('pass their canary, but for the broken one', async () => {
    const backend = await createBackend(makeTemporaryFolder());
    const { engine, recorder } = makeEngine(backend);
    await engine.load('opta-demo/ngram-2-tiny');
    await engine.load('opta-demo/ngram-3-small');
    await expect(engine.load('opta-demo/ngram-3-broken')).rejects.toMatchObject({ code: 'model_unstable' });
    expect(recorder.of('model_unloaded')).toEqual([
      { model_id: 'opta-demo/ngram-3-broken', memory_freed_gb: 1.5, reason: 'canary_failed' },
    ]);
    expect(
      recorder.of('model_compatibility_recorded').map(({ backend, outcome }) => [backend, outcome]),
    ).toEqual([
      ['ngram', 'pass'],
      ['ngram', 'pass'],
      ['ngram', 'fail'],
    ]);
  });

  it('say nothing once they are out of memory', async () => {
    const backend = await createBackend(makeTemporaryFolder());
    const model = await backend.loadModel(TINY, signal);
    await model.close();
    expect(() => model.generate(makeRequest())).toThrow('is no longer in memory');
  });

  it('break off loading when they are told to', async () => {
    const backend = await createNgramBackend({
      modelsDir: makeTemporaryFolder(),
      ...NO_DELAYS,
      loadDelayMsPerGb: 3_600_000,
    });
    const stop = new AbortController();
    const load = backend.loadModel(TINY, stop.signal);
    stop.abort(new Error('enough'));
    await expect(load).rejects.toThrow('enough');
  });
});
