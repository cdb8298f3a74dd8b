import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/engine/engine-error.js';
import { answerForEver, answerWith, FakeBackend } from './fake-backend.js';
import { makeEngine, makeRequest, readAnswer } from './make-engine.js';

describe('a request', () => {
  it('is answered and told when it is complete', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 4 }));
    await engine.load('a');
    recorder.clear();
    const options = { requestId: 'req-1', stream: true };
    const { text } = await readAnswer(engine.generate('a', makeRequest(), options));
    expect(text).toBe('Yes.');
    expect(recorder.events).toEqual([
      {
        type: 'request_completed',
        data: {
          model_id: 'a',
          request_id: 'req-1',
          prompt_tokens: 7,
          completion_tokens: 2,
          duration_ms: expect.any(Number),
          time_to_first_token_ms: expect.any(Number),
          finish_reason: 'stop',
          stream: true,
        },
      },
    ]);
    expect(engine.listLoaded()).toMatchObject([{ requestCount: 1, inFlight: 0 }]);
  });

  it('counts as in flight until its last chunk, not until somebody asks for one more', async () => {
    const { engine } = makeEngine(new FakeBackend({ a: 4 }));
    await engine.load('a');
    const answer = engine.generate('a', makeRequest());
    await answer.next();
    expect(engine.inFlight()).toBe(1);
    await answer.next();
    expect((await answer.next()).value).toMatchObject({ kind: 'end' });
    expect(engine.inFlight()).toBe(0);
    await engine.unload('a');
  });

  it('that the client aborts has failed with the tokens that it had', async () => {
    const backend = new FakeBackend({ a: 4 });
    const { engine, recorder } = makeEngine(backend);
    await engine.load('a');
    backend.answer = answerForEver;
    const client = new AbortController();
    const answer = engine.generate('a', makeRequest({ signal: client.signal }), { requestId: 'req-1' });
    await answer.next();
    client.abort(new Error('socket closed'));
    await expect(answer.next()).rejects.toThrow('socket closed');
    expect(recorder.of('request_failed')).toEqual([
      {
        model_id: 'a',
        request_id: 'req-1',
        error: 'client closed the connection after 1 token',
        status: 499,
      },
    ]);
    expect(engine.inFlight()).toBe(0);
  });

  it('that its reader leaves has failed as well', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 4 }));
    await engine.load('a');
    for await (const _chunk of engine.generate('a', makeRequest())) break;
    expect(recorder.of('request_failed')).toMatchObject([{ status: 499 }]);
    expect(recorder.of('request_completed')).toEqual([]);
  });

  it('that the model fails is told with the status that the client gets', async () => {
    const backend = new FakeBackend({ a: 4 });
    const { engine, recorder } = makeEngine(backend);
    await engine.load('a');
    const failures = [
      [new EngineError('upstream_failed', 'the upstream server closed the connection'), 502],
      [new Error('out of cheese'), 500],
    ] as const;
    for (const [error, status] of failures) {
      backend.answer = async function* () {
        yield { kind: 'token', text: 'And' };
        throw error;
      };
      await expect(readAnswer(engine.generate('a', makeRequest()))).rejects.toBe(error);
      expect(recorder.of('request_failed').at(-1)).toMatchObject({ error: error.message, status });
    }
  });

  it('that breaks off without an end has failed', async () => {
    const backend = new FakeBackend({ a: 4 });
    const { engine, recorder } = makeEngine(backend);
    await engine.load('a');
    backend.answer = async function* () {
      yield { kind: 'token', text: 'And' };
    };
    await expect(readAnswer(engine.generate('a', makeRequest()))).rejects.toThrow('a broke off its answer');
    expect(recorder.of('request_failed')).toMatchObject([{ status: 500 }]);
  });

  it('without a name of its own is given one', async () => {
    const { engine, recorder } = makeEngine(new FakeBackend({ a: 4 }));
    await engine.load('a');
    await readAnswer(engine.generate('a', makeRequest()));
    await readAnswer(engine.generate('a', makeRequest()));
    const ids = recorder.of('request_completed').map(({ request_id }) => request_id);
    expect(new Set(ids).size).toBe(2);
    expect(recorder.of('request_completed')[0]).not.toHaveProperty('stream');
  });

  it('to a model that is not loaded, or in quarantine, is refused without an event', async () => {
    const backend = new FakeBackend({ a: 4, b: 4 });
    backend.answer = answerWith();
    const { engine, recorder } = makeEngine(backend);
    await expect(engine.load('b')).rejects.toThrow();
    recorder.clear();
    await expect(engine.generate('a', makeRequest()).next()).rejects.toMatchObject({
      code: 'model_not_found',
    });
    await expect(engine.generate('b', makeRequest()).next()).rejects.toMatchObject({
      code: 'model_unstable',
      message: 'b cannot answer: it is quarantined (canary_failed: the model produced no token).',
    });
    expect(recorder.events).toEqual([]);
  });

  it('keeps its model from being unloaded', async () => {
    const backend = new FakeBackend({ a: 4 });
    const { engine } = makeEngine(backend);
    await engine.load('a');
    const answer = engine.generate('a', makeRequest());
    await answer.next();
    await expect(engine.unload('a')).rejects.toMatchObject({ code: 'model_in_use', status: 409 });
    await readAnswer(answer);
    await engine.unload('a');
  });

  it('that nobody has begun to read holds nothing', async () => {
    const { engine } = makeEngine(new FakeBackend({ a: 4 }));
    await engine.load('a');
    engine.generate('a', makeRequest());
    expect(engine.inFlight()).toBe(0);
    await engine.unload('a');
  });
});
