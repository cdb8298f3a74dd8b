import { describe, expect, it } from 'vitest';
import { createNgramBackend } from '../../src/engine/ngram/create-ngram-backend.js';
import { NO_DELAYS } from '../../src/engine/ngram/no-delays.js';
import { FakeBackend } from './fake-backend.js';
import { makeEngine, makeRequest, readAnswer } from './make-engine.js';
import type { Recorder } from './recorder.js';
import { makeTemporaryFolder } from './temporary-folder.js';

const SMALL = 'opta-demo/ngram-3-small';

async function makeNgramEngine(): Promise<ReturnType<typeof makeEngine>> {
  return makeEngine(await createNgramBackend({ modelsDir: makeTemporaryFolder(), ...NO_DELAYS }));
}

/** The statuses up to the one that ends a job. */
async function waitForEnd(recorder: Recorder): Promise<unknown[]> {
  while (true) {
    const last = recorder.of('quantize_progress').at(-1);
    if (last !== undefined && last.status !== 'quantizing') return recorder.of('quantize_progress');
    await recorder.next('quantize_progress');
  }
}

describe('quantizing', () => {
  it('makes a smaller model that takes less memory and still answers', async () => {
    const { engine, recorder } = await makeNgramEngine();
    const { modelId } = await engine.quantize(SMALL, 4);
    expect(modelId).toBe('opta-demo/ngram-3-small-q4');
    await waitForEnd(recorder);
    const available = await engine.listAvailable();
    const before = available.find(({ id }) => id === SMALL);
    const after = available.find(({ id }) => id === modelId);
    expect(after?.sizeBytes).toBeLessThan(before?.sizeBytes ?? 0);
    expect([before?.memoryGb, after?.memoryGb]).toEqual([1.5, 0.38]);
    await engine.load(modelId);
    const { text } = await readAnswer(engine.generate(modelId, makeRequest()));
    expect(text.split(' ').length).toBeGreaterThan(5);
  });

  it('tells how it goes, from 0 to 100 percent', async () => {
    const { engine, recorder } = await makeNgramEngine();
    await engine.quantize(SMALL, 2);
    expect(await waitForEnd(recorder)).toEqual([
      { model_id: SMALL, status: 'quantizing', percent: 0 },
      { model_id: SMALL, status: 'quantizing', percent: 33 },
      { model_id: SMALL, status: 'quantizing', percent: 67 },
      { model_id: SMALL, status: 'completed', percent: 100 },
    ]);
  });

  it('makes one model once, however many ask for it', async () => {
    const { engine, recorder } = await makeNgramEngine();
    const [first, second] = await Promise.all([engine.quantize(SMALL, 4), engine.quantize(SMALL, 4)]);
    expect(second).toEqual(first);
    await waitForEnd(recorder);
    expect(recorder.of('quantize_progress').filter(({ percent }) => percent === 0)).toHaveLength(1);
  });

  it('says when a model does not become smaller', async () => {
    const { engine, recorder } = await makeNgramEngine();
    await engine.quantize('opta-demo/ngram-2-tiny', 8);
    expect((await waitForEnd(recorder)).at(-1)).toMatchObject({
      status: 'failed: opta-demo/ngram-2-tiny does not become smaller with 8 bits. Take fewer.',
    });
    expect((await engine.listAvailable()).map(({ id }) => id)).not.toContain('opta-demo/ngram-2-tiny-q8');
  });

  it('is cancelled when the engine is closed', async () => {
    const { engine, recorder } = await makeNgramEngine();
    await engine.quantize(SMALL, 4);
    await engine.close(0);
    expect(recorder.of('quantize_progress').at(-1)).toMatchObject({ status: 'cancelled' });
  });

  it('needs a model on the disk, a possible number of bits and a backend that can', async () => {
    const { engine } = await makeNgramEngine();
    await expect(engine.quantize('opta-demo/ngram-5-large', 4)).rejects.toMatchObject({
      code: 'model_not_found',
    });
    for (const bits of [0, 9, 2.5]) {
      await expect(engine.quantize(SMALL, bits)).rejects.toMatchObject({ code: 'unsupported' });
    }
    const without = makeEngine(new FakeBackend({ a: 1 })).engine;
    await expect(without.quantize('a', 4)).rejects.toMatchObject({ code: 'unsupported' });
  });
});
