import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, frames, useDemo } from './use-demo.js';

const demo = useDemo();
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Answer = (request: IncomingMessage, response: ServerResponse, body: Record<string, unknown>) => void;

/** A server with OpenAI's API that has one model and answers chats as told. */
async function startUpstream(answerChat: Answer): Promise<string> {
  const server = createServer(async (request, response) => {
    if (request.url === '/v1/models') {
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'far/model', object: 'model' }] }));
      return;
    }
    if (request.url !== '/v1/chat/completions') {
      response.statusCode = 404;
      response.end('{}');
      return;
    }
    let text = '';
    for await (const chunk of request) text += chunk;
    answerChat(request, response, JSON.parse(text));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const speak: Answer = (_request, response) => {
  response.setHeader('content-type', 'text/event-stream');
  for (const content of ['Far ', 'away.']) {
    response.write(
      `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\r\n\r\n`,
    );
  }
  response.write('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n');
  response.write('data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2}}\n\n');
  response.end('data: [DONE]\n\n');
};

const chat = { messages: [{ role: 'user', content: 'Where are you?' }], max_tokens: 5 };

describe('--upstream', () => {
  it('lets another server generate, and journals loads, requests and tokens', async () => {
    const server = await demo.start({ upstream: `${await startUpstream(speak)}/v1/` });
    expect((await ask(server, '/v1/models')).body).toMatchObject({ data: [{ id: 'far/model' }] });
    expect((await ask(server, '/readyz')).status).toBe(200);
    expect((await ask(server, '/v1/chat/completions', { body: chat })).body).toMatchObject({
      model: 'far/model',
      choices: [{ message: { content: 'Far away.' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 },
    });
    const streamed = await fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ ...chat, model: 'far/model', stream: true }),
    });
    expect((await frames(streamed)).at(-1)).toBe('[DONE]');
    await server.close();
    expect(demo.eventTypes().filter((type) => type === 'request_completed')).toHaveLength(2);
    expect(demo.eventTypes()).toContain('model_canary_passed');
  });

  it('hands the parameters of a request on', async () => {
    const seen: Record<string, unknown>[] = [];
    const upstream = await startUpstream((request, response, body) => {
      seen.push({ ...body, key: request.headers.authorization });
      speak(request, response, body);
    });
    const server = await demo.start({ upstream, upstreamKey: 'far-key' });
    await ask(server, '/v1/chat/completions', { body: { ...chat, temperature: 0.1, seed: 4, stop: '.' } });
    expect(seen.at(-1)).toMatchObject({
      model: 'far/model',
      messages: chat.messages,
      max_tokens: 5,
      temperature: 0.1,
      seed: 4,
      stop: ['.'],
      stream: true,
      key: 'Bearer far-key',
    });
  });

  it.each<[string, Answer, string]>([
    [
      'answers with an error',
      (_, response) => void response.writeHead(500).end('out of memory'),
      'out of memory',
    ],
    ['sends no chat', (_, response) => void response.end('data: {"choices":3}\n\n'), 'no chat'],
    ['sends no JSON', (_, response) => void response.end('data: {oops\n\n'), 'no JSON'],
    ['stops in the middle', (_, response) => void response.end('data: {"choices":[]}\n\n'), 'in the middle'],
    [
      'reports an error in the stream',
      (_, response) => void response.end('data: {"error":{"message":"no GPU"}}\n\n'),
      'no GPU',
    ],
  ])('answers 502 and journals it when the server %s', async (_name, fail, expected) => {
    let requests = 0;
    const upstream = await startUpstream((request, response, body) => {
      requests += 1;
      // The first one is the check after the load.
      return requests === 1 ? speak(request, response, body) : fail(request, response, body);
    });
    const server = await demo.start({ upstream });
    const answer = await ask(server, '/v1/chat/completions', { body: chat });
    expect(answer).toMatchObject({ status: 502, body: { error: { code: 'upstream_failed' } } });
    expect(JSON.stringify(answer.body)).toContain(expected);
    await server.close();
    expect(demo.readSession(demo.sessionLogs()[0])).toContain('| request_failed | 1 |');
  });

  it('starts although the server is down, and says so to whoever asks', async () => {
    const server = await demo.start({ upstream: 'http://127.0.0.1:9' });
    expect((await ask(server, '/healthz')).status).toBe(200);
    expect((await ask(server, '/v1/chat/completions', { body: chat })).status).toBe(502);
  });

  it('refuses itself, by whatever name it is called', async () => {
    const first = await demo.start();
    const { port } = new URL(first.url);
    await first.close();
    const names = ['localhost', '127.0.0.1'];
    for (const name of names) {
      await expect(demo.start({ port: Number(port), upstream: `http://${name}:${port}/v1` })).rejects.toThrow(
        'is this server itself',
      );
    }
  });

  it('excludes a replay', async () => {
    await expect(demo.start({ upstream: 'http://127.0.0.1:9', replay: 'x.jsonl' })).rejects.toThrow(
      '--replay',
    );
  });
});
