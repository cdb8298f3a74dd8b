import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/engine/engine-error.js';
import { answerForEver, answerWith, createGate, FakeBackend } from './fake-backend.js';
import { makeEngine, makeRequest } from './make-engine.js';

const CHECKED = [
  'model_readiness_changed canary_pending→routable',
  'model_compatibility_recorded',
  'model_canary_passed',
];
const LOADED = [
  'model_readiness_changed unknown→admitted',
  'model_readiness_changed admitted→loading',
  'model_readiness_changed loading→canary_pending',
  'model_loaded',
  'model_canary_started',
];

describe('a load', () => {
  it('is told step by step, with the fields that LMX gives', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 4 }), { clock: () => 1_772_090_886_500 });
    expect(await engine.load('a')).toMatchObject({ kind: 'loaded', modelId: 'a', memoryAfterLoadGb: 4 });
    expect(recorder.story()).toEqual([...LOADED, ...CHECKED]);
    expect(recorder.events.map(({ data }) => data)).toEqual([
      {
        model_id: 'a',
        previous_state: 'unknown',
        state: 'admitted',
        reason: null,
        crash_count: 0,
        updated_at: 1_772_090_886.5,
      },
      expect.objectContaining({ state: 'loading' }),
      expect.objectContaining({ state: 'canary_pending' }),
      { model_id: 'a', format: 'fake', memory_gb: 4, duration_sec: expect.any(Number) },
      { model_id: 'a', backend: 'fake' },
      expect.objectContaining({ state: 'routable', reason: null }),
      {
        ts: 1_772_090_886.5,
        model_id: 'a',
        backend: 'fake',
        backend_version: '0.1',
        outcome: 'pass',
        reason: 'canary_ok',
        metadata: {},
      },
      { model_id: 'a', backend: 'fake', duration_sec: expect.any(Number) },
    ]);
  });

  it('shows the model as loaded and routable', async () => {
    const { engine } = makeEngine(new FakeBackend({ a: 4 }), { clock: () => 5_000, defaultKeepAliveSec: 60 });
    await engine.load('a');
    expect(engine.listLoaded()).toEqual([
      {
        id: 'a',
        format: 'fake',
        memoryGb: 4,
        loadedAt: 5_000,
        lastUsedAt: 5_000,
        requestCount: 0,
        inFlight: 0,
        contextLength: undefined,
        keepAliveSec: 60,
        readiness: { state: 'routable', reason: null, crash_count: 0 },
      },
    ]);
    expect(engine.memory()).toEqual({ totalGb: 10, usedGb: 4, thresholdPercent: 100 });
  });

  it('of a model that is loaded already changes nothing but its use', async () => {
    let now = 1_000;
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 4 }), { clock: () => now });
    await engine.load('a');
    recorder.clear();
    now = 9_000;
    expect(await engine.load('a', { keepAliveSec: 5 })).toEqual({
      kind: 'loaded',
      modelId: 'a',
      memoryAfterLoadGb: 4,
      timeToLoadMs: 0,
    });
    expect(recorder.events).toEqual([]);
    expect(engine.listLoaded()).toMatchObject([{ lastUsedAt: 9_000, keepAliveSec: 5 }]);
  });

  it('of the same model at the same time is one load', async () => {
    const backend = new FakeBackend({ a: 4 });
    const { engine, recorder } = makeEngine(backend);
    const [first, second] = await Promise.all([engine.load('a'), engine.load('a')]);
    expect(second).toEqual(first);
    expect(backend.loads).toEqual(['a']);
    expect(recorder.of('model_loaded')).toHaveLength(1);
  });

  it('waits for the load of another model, so that both know what is left', async () => {
    const backend = new FakeBackend({ a: 6, b: 6 });
    const gate = createGate();
    const { engine, recorder } = makeEngine(backend);
    backend.onLoad = (id) => (id === 'a' ? gate.opened : Promise.resolve());
    const first = engine.load('a');
    const second = engine.load('b');
    await recorder.next('model_readiness_changed');
    gate.open();
    await Promise.all([first, second]);
    expect(recorder.story()).toEqual([...LOADED, ...CHECKED, 'model_unloaded', ...LOADED, ...CHECKED]);
    expect(engine.memory().usedGb).toBe(6);
  });

  it('goes on after one before it failed', async () => {
    const backend = new FakeBackend({ a: 1, b: 1 });
    backend.onLoad = async (id) => {
      if (id === 'a') throw new EngineError('internal_error', 'no such tensor');
    };
    const { engine } = makeEngine(backend);
    const [first, second] = await Promise.allSettled([engine.load('a'), engine.load('b')]);
    expect(first.status).toBe('rejected');
    expect(second.status).toBe('fulfilled');
  });

  it('works where nobody knows how much memory a model takes', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: undefined, b: undefined }));
    await engine.load('a');
    await engine.load('b');
    expect(recorder.of('model_loaded')).toMatchObject([{ memory_gb: null }, { memory_gb: null }]);
    expect(engine.memory().usedGb).toBe(0);
    expect(await engine.unload('a')).toEqual({ modelId: 'a', memoryFreedGb: 0 });
  });

  it('of an unknown model is refused without an event', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({}));
    await expect(engine.load('a')).rejects.toMatchObject({ code: 'model_not_found', status: 404 });
    expect(recorder.events).toEqual([]);
  });
});

describe('a load that fails', () => {
  it('puts the model into quarantine and says why', async () => {
    const backend = new FakeBackend({ a: 4 });
    backend.onLoad = async () => {
      throw new EngineError('internal_error', 'the checksum does not match');
    };
    const { engine, recorder } = makeEngine(backend);
    await expect(engine.load('a')).rejects.toThrow('the checksum does not match');
    expect(recorder.story()).toEqual([
      'model_readiness_changed unknown→admitted',
      'model_readiness_changed admitted→loading',
      'model_readiness_changed loading→quarantined',
    ]);
    expect(recorder.events.at(-1)?.data).toMatchObject({
      reason: 'load_failed: the checksum does not match',
      last_failure_reason: 'the checksum does not match',
      crash_count: 1,
    });
    expect(engine.listLoaded()).toEqual([]);
  });
});

describe('a canary check', () => {
  const FAILED = [
    ...LOADED,
    'model_readiness_changed canary_pending→quarantined',
    'model_compatibility_recorded',
    'model_canary_failed',
    'model_unloaded',
  ];

  it('that brings no token ends in quarantine and gives the memory back', async () => {
    const backend = new FakeBackend({ a: 4 });
    backend.answer = answerWith();
    const { engine, recorder } = makeEngine(backend);
    await expect(engine.load('a')).rejects.toMatchObject({ code: 'model_unstable', status: 409 });
    expect(recorder.story()).toEqual(FAILED);
    const why = 'canary_failed: the model produced no token';
    expect(recorder.events.slice(-4).map(({ data }) => data)).toEqual([
      expect.objectContaining({
        reason: why,
        last_failure_reason: 'the model produced no token',
        crash_count: 1,
      }),
      expect.objectContaining({ outcome: 'fail', reason: why }),
      {
        model_id: 'a',
        backend: 'fake',
        duration_sec: expect.any(Number),
        error: 'the model produced no token',
      },
      { model_id: 'a', memory_freed_gb: 4, reason: 'canary_failed' },
    ]);
    expect(backend.closed).toEqual(['a']);
    expect(engine.memory().usedGb).toBe(0);
  });

  it('that hangs fails after its time, even if the model heeds no signal', async () => {
    const backend = new FakeBackend({ a: 4 });
    backend.answer = async function* () {
      await new Promise(() => undefined);
    };
    const { engine, recorder } = makeEngine(backend, { canaryTimeoutMs: 20 });
    await expect(engine.load('a')).rejects.toThrow('no answer within 0.02 s');
    expect(recorder.story()).toEqual(FAILED);
  });

  it('counts every crash, and may pass when the model is tried again', async () => {
    const backend = new FakeBackend({ a: 4 });
    const { engine, recorder } = makeEngine(backend);
    backend.answer = answerWith(' ');
    await expect(engine.load('a')).rejects.toThrow();
    await expect(engine.load('a')).rejects.toThrow();
    recorder.clear();
    backend.answer = answerWith('Yes');
    await engine.load('a');
    expect(recorder.story()[0]).toBe('model_readiness_changed quarantined→admitted');
    expect(engine.listLoaded()).toMatchObject([{ readiness: { state: 'routable', crash_count: 2 } }]);
  });

  it('keeps requests, unloading and deleting away while it runs', async () => {
    const backend = new FakeBackend({ a: 4 });
    backend.answer = answerForEver;
    const { engine, recorder } = makeEngine(backend);
    const load = engine.load('a');
    await recorder.next('model_canary_started');
    await expect(engine.generate('a', makeRequest()).next()).rejects.toMatchObject({
      code: 'model_unstable',
    });
    await expect(engine.unload('a')).rejects.toMatchObject({ code: 'model_in_use' });
    await expect(engine.deleteModel('a')).rejects.toMatchObject({ code: 'model_in_use' });
    await engine.close(0);
    await expect(load).rejects.toMatchObject({ code: 'shutting_down' });
    expect(recorder.story().slice(LOADED.length)).toEqual(['model_unloaded']);
  });
});

describe('unloading', () => {
  it('gives the memory back and says how much', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 4 }));
    await engine.load('a');
    recorder.clear();
    expect(await engine.unload('a')).toEqual({ modelId: 'a', memoryFreedGb: 4 });
    expect(recorder.events).toEqual([
      { type: 'model_unloaded', data: { model_id: 'a', memory_freed_gb: 4, reason: 'manual' } },
    ]);
    await expect(engine.unload('a')).rejects.toMatchObject({ code: 'model_not_found' });
  });

  it('makes the next load begin at unknown', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 4 }));
    await engine.load('a');
    await engine.unload('a');
    recorder.clear();
    await engine.load('a');
    expect(recorder.story()).toEqual([...LOADED, ...CHECKED]);
  });

  it('is waited for by a load of the same model', async () => {
    const backend = new FakeBackend({ a: 6 });
    const gate = createGate();
    const { engine, recorder } = makeEngine(backend);
    await engine.load('a');
    backend.onClose = () => gate.opened;
    const unload = engine.unload('a');
    expect(engine.listLoaded()).toEqual([]);
    const load = engine.load('a');
    recorder.clear();
    gate.open();
    await Promise.all([unload, load]);
    expect(recorder.story()).toEqual(['model_unloaded', ...LOADED, ...CHECKED]);
  });
});

describe('deleting', () => {
  it('is refused while the model is loaded, and told afterwards', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 4 }));
    await engine.load('a');
    await expect(engine.deleteModel('a')).rejects.toMatchObject({ code: 'model_in_use' });
    await engine.unload('a');
    await engine.deleteModel('a');
    expect(recorder.events.at(-1)).toEqual({
      type: 'model_deleted',
      data: { model_id: 'a', local_path: null },
    });
    await expect(engine.load('a')).rejects.toMatchObject({ code: 'model_not_found' });
  });
});
