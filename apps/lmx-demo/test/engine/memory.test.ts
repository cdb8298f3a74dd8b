import { describe, expect, it } from 'vitest';
import { answerForEver, FakeBackend } from './fake-backend.js';
import { makeEngine, makeRequest } from './make-engine.js';

/** A clock that goes on by a second each time that it is read. */
function createTickingClock(): () => number {
  let now = 0;
  return () => {
    now += 1_000;
    return now;
  };
}

describe('a budget that is short', () => {
  it('evicts the least recently used models first, and no more than needed', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 3, b: 3, c: 3, d: 5 }), {
      clock: createTickingClock(),
    });
    for (const id of ['a', 'b', 'c']) await engine.load(id);
    await engine.load('a');
    recorder.clear();
    await engine.load('d');
    expect(recorder.of('model_unloaded')).toEqual([
      { model_id: 'b', memory_freed_gb: 3, reason: 'lru' },
      { model_id: 'c', memory_freed_gb: 3, reason: 'lru' },
    ]);
    expect(recorder.story().slice(0, 3)).toEqual([
      'model_unloaded',
      'model_unloaded',
      'model_readiness_changed unknown→admitted',
    ]);
    expect(engine.listLoaded().map(({ id }) => id)).toEqual(['a', 'd']);
  });

  it('never takes a model that answers a request', async () => {
    const backend = new FakeBackend({ a: 6, b: 3, c: 3 });
    const { engine } = makeEngine(backend, { clock: createTickingClock() });
    await engine.load('a');
    await engine.load('b');
    backend.answer = answerForEver;
    const client = new AbortController();
    const answer = engine.generate('a', makeRequest({ signal: client.signal }));
    await answer.next();
    backend.answer = async function* () {
      yield { kind: 'token', text: 'Yes' };
    };
    await engine.load('c');
    expect(engine.listLoaded().map(({ id }) => id)).toEqual(['a', 'c']);
    client.abort();
    await expect(answer.next()).rejects.toThrow();
  });

  it('refuses a model before anything is evicted when even that would not suffice', async () => {
    const backend = new FakeBackend({ a: 4, b: 4, c: 7 });
    const { engine, recorder } = makeEngine(backend);
    await engine.load('a');
    await engine.load('b');
    backend.answer = answerForEver;
    const client = new AbortController();
    const answer = engine.generate('a', makeRequest({ signal: client.signal }));
    await answer.next();
    recorder.clear();
    await expect(engine.load('c')).rejects.toMatchObject({
      code: 'insufficient_memory',
      status: 507,
      message:
        'c takes 7 GB. 8 of 10 GB are in use, and models that take 4 GB of them are idle. Unload a model or load a smaller one.',
    });
    expect(recorder.events).toEqual([]);
    expect(engine.listLoaded().map(({ id }) => id)).toEqual(['a', 'b']);
    client.abort();
    await expect(answer.next()).rejects.toThrow();
  });

  it('is filled to the last gigabyte, whatever the sums of fractions are', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 0.1, b: 0.2 }), { memoryBudgetGb: 0.3 });
    await engine.load('a');
    await engine.load('b');
    expect(recorder.of('model_unloaded')).toEqual([]);
  });
});

describe('the memory warning', () => {
  it('comes once when the threshold is crossed upwards, between load and canary', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 5, b: 3, c: 1 }), {
      memoryThresholdPercent: 80,
    });
    await engine.load('a');
    expect(recorder.of('memory_warning')).toEqual([]);
    await engine.load('b');
    await engine.load('c');
    expect(recorder.of('memory_warning')).toEqual([
      { usage_percent: 80, threshold_percent: 80, used_gb: 8, total_gb: 10 },
    ]);
    const at = recorder.story().indexOf('memory_warning');
    expect([recorder.story()[at - 1], recorder.story()[at + 1]]).toEqual([
      'model_loaded',
      'model_canary_started',
    ]);
  });

  it('comes again after the use was below it', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 9 }), { memoryThresholdPercent: 80 });
    await engine.load('a');
    await engine.unload('a');
    await engine.load('a');
    expect(recorder.of('memory_warning')).toHaveLength(2);
  });

  it('comes at once when the threshold is lowered below the use', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 5 }), { memoryThresholdPercent: 80 });
    await engine.load('a');
    engine.setMemoryThreshold(40);
    expect(recorder.of('memory_warning')).toMatchObject([{ usage_percent: 50, threshold_percent: 40 }]);
    expect(engine.memory().thresholdPercent).toBe(40);
  });

  it('takes only a share from 1 to 100 percent', async () => {
    const { engine } = makeEngine(new FakeBackend({}));
    for (const percent of [0, 101, Number.NaN]) {
      expect(() => engine.setMemoryThreshold(percent)).toThrow(RangeError);
    }
  });
});
