import { parseSessionLog, parseUpdateLog } from '@opta/journal-format/parse';
import { describe, expect, it } from 'vitest';
import { ask, frames, useDemo } from './use-demo.js';

const demo = useDemo();
const CHAT = '/v1/chat/completions';
const TINY = 'opta-demo/ngram-2-tiny';
const SMALL = 'opta-demo/ngram-3-small';
const BROKEN = 'opta-demo/ngram-3-broken';
const MESSAGES = [{ role: 'user', content: 'What does a server remember?' }];

describe('a runtime', () => {
  it('leaves one session log, one event log and numbered update logs', async () => {
    const server = await demo.start();
    const chat = await fetch(`${server.url}${CHAT}`, {
      method: 'POST',
      body: JSON.stringify({ messages: MESSAGES, stream: true, max_tokens: 20 }),
    });
    expect((await frames(chat)).at(-1)).toBe('[DONE]');
    expect((await ask(server, '/admin/models/load', { body: { model_id: SMALL } })).status).toBe(200);
    expect((await ask(server, '/admin/models/unload', { body: { model_id: SMALL } })).status).toBe(200);
    expect((await ask(server, '/admin/models/load', { body: { model_id: BROKEN } })).status).toBe(409);
    const finalized = await server.close();
    expect(finalized.ok).toBe(true);

    expect(demo.sessionLogs()).toHaveLength(1);
    expect(demo.eventLogs()).toHaveLength(1);
    const text = demo.readSession(demo.sessionLogs()[0]);
    const log = parseSessionLog(text);
    const types = demo.eventTypes();
    expect(log.eventCounts?.reduce((sum, { count }) => sum + count, 0)).toBe(types.length);
    expect(text).toContain('| request_completed | 1 |');
    expect(text).toContain(SMALL);
    expect(text).toContain(BROKEN);

    const updates = demo.updateLogs().map((name) => parseUpdateLog(demo.readUpdate(name)));
    expect(updates.map(({ title, id }) => [id, title])).toEqual([
      ['001', `Load ${TINY} at the start`],
      ['002', `Load of ${BROKEN} failed`],
      ['200', `Load ${SMALL}`],
      ['201', `Unload ${SMALL}`],
    ]);
  });

  it('writes nothing at all with journaling switched off', async () => {
    const config = demo.write('config.yaml', 'journaling:\n  enabled: false\n');
    const server = await demo.start({ config });
    expect((await ask(server, CHAT, { body: { messages: MESSAGES, max_tokens: 3 } })).status).toBe(200);
    expect((await ask(server, '/admin/logs/sessions')).body).toEqual([]);
    await server.close();
    expect(demo.list('.', /./)).toEqual(['config.yaml', 'models']);
  });
});

describe('POST /v1/chat/completions', () => {
  it('answers whole, with usage', async () => {
    const server = await demo.start();
    const { status, body } = await ask(server, CHAT, {
      body: { model: TINY, messages: MESSAGES, max_tokens: 12, temperature: 0 },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-[0-9a-f]{24}$/),
      object: 'chat.completion',
      model: TINY,
      choices: [{ index: 0, message: { role: 'assistant', content: expect.any(String), tool_calls: null } }],
    });
    const usage = body.usage as unknown as Record<string, number>;
    expect(usage.prompt_tokens).toBeGreaterThan(0);
    expect(usage.completion_tokens).toBeLessThanOrEqual(12);
    expect(usage.total_tokens).toBe((usage.prompt_tokens ?? 0) + (usage.completion_tokens ?? 0));
  });

  it('streams in the order of LMX: role, a chunk a token, finish, usage, done', async () => {
    const server = await demo.start();
    const body = {
      messages: MESSAGES,
      max_tokens: 8,
      temperature: 0,
      seed: 1,
      stream_options: { include_usage: true },
    };
    const response = await fetch(`${server.url}${CHAT}`, {
      method: 'POST',
      body: JSON.stringify({ ...body, stream: true }),
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const data = await frames(response);
    expect(data.pop()).toBe('[DONE]');
    const chunks = data.map((text) => JSON.parse(text));
    expect(chunks[0].choices[0].delta).toEqual({ role: 'assistant', content: '', tool_calls: null });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: expect.any(Number) } });
    expect(chunks.at(-2).choices[0]).toMatchObject({
      finish_reason: expect.stringMatching(/^(stop|length)$/),
    });
    const whole = await ask(server, CHAT, { body });
    const streamed = chunks.slice(1, -2).map((chunk) => chunk.choices[0].delta.content);
    expect(whole.body).toMatchObject({ choices: [{ message: { content: streamed.join('') } }] });
  });

  it('counts a request whose client went away, and goes on serving', async () => {
    const server = await demo.start({ simulatedDelays: true });
    const gone = new AbortController();
    const response = await fetch(`${server.url}${CHAT}`, {
      method: 'POST',
      body: JSON.stringify({ messages: MESSAGES, max_tokens: 4_000, stream: true }),
      signal: gone.signal,
    });
    const reader = response.body?.getReader();
    await reader?.read();
    const failed = new Promise((resolve) => {
      server.journal.subscribe(({ type }) => {
        if (type === 'request_failed') resolve(type);
      });
    });
    gone.abort();
    await failed;
    expect((await ask(server, '/admin/status')).body).toMatchObject({ in_flight_requests: 0 });
  });

  it.each([
    [{ messages: [] }, 422, 'messages'],
    [{ messages: MESSAGES, max_tokens: 0 }, 422, 'max_tokens'],
    [{ model: 'nobody/has-it', messages: MESSAGES }, 404, 'nobody/has-it'],
  ])('refuses %j in the shape of LMX', async (body, expected, named) => {
    const server = await demo.start();
    const answer = await ask(server, CHAT, { body });
    expect(answer.status).toBe(expected);
    expect(answer.body.error).toMatchObject({
      message: expect.stringContaining(named),
      type: 'invalid_request_error',
    });
  });

  it('asks for the inference key where there is one, and takes the admin key too', async () => {
    const config = demo.write(
      'config.yaml',
      'security:\n  inference_api_key: chat-key\n  admin_key: admin-key\n',
    );
    const server = await demo.start({ config });
    const body = { messages: MESSAGES, max_tokens: 1 };
    expect(await ask(server, CHAT, { body })).toMatchObject({
      status: 401,
      body: { detail: 'Invalid or missing API key' },
    });
    for (const headers of [
      { authorization: 'Bearer chat-key' },
      { 'x-api-key': 'chat-key' },
      { 'x-admin-key': 'admin-key' },
    ] as Record<string, string>[]) {
      expect((await ask(server, CHAT, { body, headers })).status).toBe(200);
    }
    expect((await ask(server, '/admin/status')).status).toBe(403);
    expect((await ask(server, '/admin/status', { headers: { 'x-admin-key': 'admin-key' } })).status).toBe(
      200,
    );
  });
});

describe('what clients look at first', () => {
  it('tells of its health without a key', async () => {
    const server = await demo.start({ adminKey: 'secret' });
    expect(await ask(server, '/healthz')).toMatchObject({
      status: 200,
      body: { status: 'ok', version: '0.1.0' },
    });
    expect(await ask(server, '/readyz')).toMatchObject({
      status: 200,
      body: { status: 'ready', models_loaded: 1 },
    });
    for (const path of ['/v1/discovery', '/.well-known/opta-lmx']) {
      expect((await ask(server, path)).body).toMatchObject({
        service: 'opta-lmx',
        schema_version: '2026-03-02',
        ready: true,
        loaded_models: [TINY],
        auth: { admin_key_required: true, inference_key_required: false },
      });
    }
  });

  it('is not ready without a model', async () => {
    const config = demo.write('config.yaml', 'models:\n  default_model: null\n');
    const server = await demo.start({ config });
    expect(await ask(server, '/readyz')).toMatchObject({
      status: 503,
      body: { status: 'unavailable', reason: 'no models loaded' },
    });
  });

  it('lists its models', async () => {
    const server = await demo.start();
    expect((await ask(server, '/v1/models')).body).toMatchObject({
      object: 'list',
      data: [{ id: TINY, object: 'model', owned_by: 'local' }],
    });
    expect((await ask(server, `/v1/models/${TINY}`)).body).toMatchObject({ id: TINY });
    expect((await ask(server, `/v1/models/${SMALL}`)).status).toBe(404);
    const available = (await ask(server, '/admin/models/available')).body as unknown as { repo_id: string }[];
    expect(available.map(({ repo_id }) => repo_id)).toEqual(expect.arrayContaining([TINY, SMALL, BROKEN]));
    expect((await ask(server, '/admin/models')).body).toMatchObject({
      count: 1,
      loaded: [{ id: TINY, loaded: true, readiness: { state: 'routable', crash_count: 0 } }],
    });
  });

  it('gives every answer a request identifier', async () => {
    const server = await demo.start();
    expect((await ask(server, '/healthz')).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    const named = await ask(server, '/nowhere', { headers: { 'x-request-id': 'abc-1' } });
    expect(named.headers.get('x-request-id')).toBe('abc-1');
    expect(named).toMatchObject({ status: 404, body: { error: { message: 'Not Found' } } });
    expect((await ask(server, '/admin/nowhere')).body).toEqual({ detail: 'Not Found' });
  });
});

describe('the admin routes', () => {
  it('download a model after a confirmation, load it and write that down', async () => {
    const server = await demo.start();
    const medium = 'opta-demo/ngram-4-medium';
    const asked = await ask(server, '/admin/models/load', { body: { model_id: medium } });
    expect(asked).toMatchObject({ status: 202, body: { status: 'download_required', model_id: medium } });
    const loaded = new Promise((resolve) => {
      server.journal.subscribe(({ type, data }) => {
        const { model_id, state } = data as Record<string, unknown>;
        if (type === 'model_readiness_changed' && model_id === medium && state === 'routable') resolve(state);
      });
    });
    const confirmation_token = asked.body.confirmation_token;
    const confirmed = await ask(server, '/admin/models/load/confirm', { body: { confirmation_token } });
    expect(confirmed).toMatchObject({ status: 202, body: { status: 'downloading' } });
    await loaded;
    expect((await ask(server, '/admin/models/load/confirm', { body: { confirmation_token } })).status).toBe(
      404,
    );
    await server.close();
    const titles = demo.updateLogs().map((name) => parseUpdateLog(demo.readUpdate(name)).title);
    expect(titles).toContain(`Load ${medium}`);
    expect(demo.readSession(demo.sessionLogs()[0])).toContain('download_completed');
  });

  it('reload the configuration, and keep the old one where the new one cannot be used', async () => {
    const config = demo.write('config.yaml', 'routing:\n  aliases: { fast: opta-demo/ngram-2-tiny }\n');
    const server = await demo.start({ config });
    demo.write('config.yaml', 'memory:\n  threshold_percent: 70\n');
    expect(await ask(server, '/admin/config/reload', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { success: true, updated: ['routing', 'memory', 'security', 'logging', 'presets'] },
    });
    expect((await ask(server, '/admin/status')).body).toMatchObject({ memory: { threshold_percent: 70 } });
    demo.write('config.yaml', 'memory:\n  threshold_percent: 700\n');
    const refused = await ask(server, '/admin/config/reload', { method: 'POST' });
    expect(refused).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('memory.threshold_percent') },
    });
    expect((await ask(server, '/admin/status')).body).toMatchObject({ memory: { threshold_percent: 70 } });
    await server.close();
    expect(demo.eventTypes().filter((type) => type === 'config_reloaded')).toHaveLength(1);
  });

  it('write down what LMX forgets: evictions and deletes', async () => {
    const config = demo.write('config.yaml', 'memory:\n  budget_gb: 1.9\n');
    const server = await demo.start({ config });
    expect((await ask(server, '/admin/models/load', { body: { model_id: SMALL } })).status).toBe(200);
    expect((await ask(server, `/admin/models/${TINY}`, { method: 'DELETE' })).status).toBe(200);
    await server.close();
    const titles = demo.updateLogs().map((name) => parseUpdateLog(demo.readUpdate(name)).title);
    expect(titles).toEqual(expect.arrayContaining([`Evict ${TINY}`, `Delete ${TINY}`]));
  });

  it('turn requests away while the memory is over its limit', async () => {
    const config = demo.write('config.yaml', 'memory:\n  budget_gb: 0.5\n  load_shedding_percent: 90\n');
    const server = await demo.start({ config });
    const answer = await ask(server, CHAT, { body: { messages: MESSAGES } });
    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'overloaded' } } });
    expect(answer.headers.get('retry-after')).toBe('30');
    expect((await ask(server, '/healthz')).status).toBe(200);
  });

  it('show the logs of the running server', async () => {
    const server = await demo.start();
    const sessions = (await ask(server, '/admin/logs/sessions')).body as unknown as { filename: string }[];
    expect(sessions.map(({ filename }) => filename)).toEqual([demo.eventLogs()[0]]);
    const posted = await ask(server, '/admin/logs/updates', {
      body: { title: 'By hand', summary: 'Changed a fan.', category: 'hardware' },
    });
    expect(posted).toMatchObject({ status: 201, body: { id: '002' } });
  });
});

describe('a journal that cannot write', () => {
  it('does not keep the server from serving, and says what is wrong', async () => {
    demo.write('12-Session-Logs', 'a file in the place of the folder');
    const lines: string[] = [];
    const original = process.stderr.write;
    process.stderr.write = ((text: string) => lines.push(text) > 0) as never;
    try {
      const server = await demo.start();
      expect((await ask(server, CHAT, { body: { messages: MESSAGES, max_tokens: 2 } })).status).toBe(200);
      expect((await ask(server, '/admin/status')).body).toMatchObject({
        journal: { state: 'degraded', last_error: { code: 'JOURNAL_RUNTIME_FOLDER_UNUSABLE' } },
      });
      await server.close();
    } finally {
      process.stderr.write = original;
    }
    expect(lines.join('')).toContain('12-Session-Logs');
  });
});
