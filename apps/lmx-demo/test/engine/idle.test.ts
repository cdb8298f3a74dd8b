import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answerForEver, FakeBackend } from './fake-backend.js';
import { makeEngine, makeRequest, readAnswer } from './make-engine.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  return () => {
    vi.useRealTimers();
  };
});

describe('an idle model', () => {
  it('is unloaded after its time, and both events say so', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 4 }), { defaultKeepAliveSec: 90 });
    await engine.load('a');
    recorder.clear();
    await vi.advanceTimersByTimeAsync(89_999);
    expect(recorder.events).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(recorder.events).toEqual([
      { type: 'model_unloaded', data: { model_id: 'a', memory_freed_gb: 4, reason: 'ttl' } },
      { type: 'model_ttl_evicted', data: { model_id: 'a', idle_seconds: 90 } },
    ]);
    expect(engine.listLoaded()).toEqual([]);
  });

  it('is kept by every request, and never unloaded during one', async () => {
    const backend = new FakeBackend({ a: 4 });
    const { engine, recorder } = makeEngine(backend);
    await engine.load('a', { keepAliveSec: 10 });
    await vi.advanceTimersByTimeAsync(9_000);
    await readAnswer(engine.generate('a', makeRequest()));
    await vi.advanceTimersByTimeAsync(9_000);
    backend.answer = answerForEver;
    const client = new AbortController();
    const answer = engine.generate('a', makeRequest({ signal: client.signal }));
    await answer.next();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engine.listLoaded()).toHaveLength(1);
    client.abort();
    await expect(answer.next()).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(recorder.of('model_ttl_evicted')).toEqual([{ model_id: 'a', idle_seconds: 10 }]);
  });

  it('stays for ever without a time limit', async () => {
    const { engine } = makeEngine(new FakeBackend({ a: 4 }));
    await engine.load('a');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('may stay longer than the longest timer of Node', async () => {
    const { engine } = makeEngine(new FakeBackend({ a: 4 }));
    await engine.load('a', { keepAliveSec: 60 * 86_400 });
    await vi.advanceTimersByTimeAsync(59 * 86_400_000);
    expect(engine.listLoaded()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(engine.listLoaded()).toEqual([]);
  });

  it('leaves no timer when it is unloaded by hand', async () => {
    const { engine } = makeEngine(new FakeBackend({ a: 4 }), { defaultKeepAliveSec: 90 });
    await engine.load('a');
    await engine.unload('a');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that cannot be closed is reported, not thrown', async () => {
    const backend = new FakeBackend({ a: 4 });
    const errors: unknown[] = [];
    backend.onClose = () => Promise.reject(new Error('device lost'));
    const { engine } = makeEngine(backend, {
      defaultKeepAliveSec: 1,
      onError: (error) => errors.push(error),
    });
    await engine.load('a');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(errors).toEqual([new Error('device lost')]);
    expect(engine.listLoaded()).toEqual([]);
  });
});
