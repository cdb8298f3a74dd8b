import { expect, it, vi } from 'vitest';
import { answerForEver, createGate, FakeBackend } from './fake-backend.js';
import { makeEngine, makeRequest, readAnswer } from './make-engine.js';

it('waits for the requests that run, then unloads every model', async () => {
  const backend = new FakeBackend({ a: 4, b: 4 });
  const { engine, recorder } = makeEngine(backend);
  await engine.load('a');
  await engine.load('b');
  const answer = engine.generate('a', makeRequest());
  await answer.next();
  recorder.clear();
  const closed = engine.close(60_000);
  await readAnswer(answer);
  await closed;
  expect(recorder.story()).toEqual(['request_completed', 'model_unloaded', 'model_unloaded']);
  expect(recorder.of('model_unloaded')).toEqual([
    { model_id: 'a', memory_freed_gb: 4, reason: 'manual' },
    { model_id: 'b', memory_freed_gb: 4, reason: 'manual' },
  ]);
  expect(backend.closed).toEqual(['a', 'b']);
});

it('stops what has not ended in time, and counts it as failed', async () => {
  const backend = new FakeBackend({ a: 4 });
  const { engine, recorder } = makeEngine(backend);
  await engine.load('a');
  backend.answer = answerForEver;
  const answer = engine.generate('a', makeRequest(), { requestId: 'req-1' });
  await answer.next();
  const stopped = answer.next();
  const isRefused = expect(stopped).rejects.toMatchObject({ code: 'shutting_down', status: 503 });
  recorder.clear();
  await engine.close(20);
  await isRefused;
  expect(recorder.events).toEqual([
    {
      type: 'request_failed',
      data: {
        model_id: 'a',
        request_id: 'req-1',
        error: 'The server is stopping and takes nothing new.',
        status: 503,
      },
    },
    { type: 'model_unloaded', data: { model_id: 'a', memory_freed_gb: 4, reason: 'manual' } },
  ]);
});

it('takes nothing new', async () => {
  const { engine } = makeEngine(new FakeBackend({ a: 4 }));
  await engine.load('a');
  const closed = engine.close(0);
  for (const attempt of [
    () => engine.load('a'),
    () => engine.confirmDownload('x'),
    () => engine.download('a'),
    () => engine.quantize('a', 4),
    () => engine.generate('a', makeRequest()).next(),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'shutting_down' });
  }
  await closed;
});

it('breaks off a load, and the loads that wait for their turn', async () => {
  const backend = new FakeBackend({ a: 4, b: 4 });
  const gate = createGate();
  backend.onLoad = (_id, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      gate.open();
    });
  const { engine, recorder } = makeEngine(backend);
  const loads = Promise.allSettled([engine.load('a'), engine.load('b')]);
  await gate.opened;
  await engine.close(0);
  expect((await loads).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(backend.loads).toEqual(['a']);
  expect(recorder.story()).toEqual([
    'model_readiness_changed unknown→admitted',
    'model_readiness_changed admitted→loading',
  ]);
});

it('leaves no timer, and does the same when it is called twice', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  try {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 4, b: 4 }), { defaultKeepAliveSec: 60 });
    await engine.load('a');
    await engine.load('b');
    expect(vi.getTimerCount()).toBe(2);
    await Promise.all([engine.close(0), engine.close(0)]);
    expect(vi.getTimerCount()).toBe(0);
    expect(recorder.of('model_unloaded')).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

it('goes on when a model cannot be closed', async () => {
  const backend = new FakeBackend({ a: 4, b: 4 });
  const errors: unknown[] = [];
  const { engine, recorder } = makeEngine(backend, { onError: (error) => errors.push(error) });
  await engine.load('a');
  await engine.load('b');
  backend.onClose = () => Promise.reject(new Error('device lost'));
  await engine.close(0);
  expect(errors).toHaveLength(2);
  expect(recorder.of('model_unloaded')).toHaveLength(2);
});
