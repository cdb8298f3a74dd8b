import { describe, expect, it } from 'vitest';
import type { GenerationChunk, GenerationRequest } from '../backend.js';
import { CATALOGUE } from './catalogue.js';
import { generateText } from './generate-text.js';
import { NgramTable } from './ngram-table.js';
import { trainNgram } from './train-ngram.js';

const ALL_TEXTS = CATALOGUE.find(({ id }) => id === 'opta-demo/ngram-5-large')?.texts ?? [];
const table = new NgramTable(trainNgram(ALL_TEXTS, 4));
const OPTIONS = { contextLength: 512, tokenDelayMs: 0 };

function makeRequest(question: string, request: Partial<GenerationRequest> = {}): GenerationRequest {
  return {
    messages: [{ role: 'user', content: question }],
    maxTokens: 200,
    temperature: 0,
    stop: [],
    signal: new AbortController().signal,
    ...request,
  };
}

async function generate(
  request: GenerationRequest,
  options = OPTIONS,
): Promise<{ text: string; tokens: string[]; end: GenerationChunk | undefined }> {
  const tokens: string[] = [];
  let end: GenerationChunk | undefined;
  for await (const chunk of generateText(table, request, options)) {
    if (chunk.kind === 'token') tokens.push(chunk.text);
    else end = chunk;
  }
  return { text: tokens.join(''), tokens, end };
}

describe('an answer', () => {
  it('is well spaced, whatever is asked and however bold the model is', async () => {
    for (const seed of Array.from({ length: 20 }, (_, index) => index)) {
      const { text } = await generate(
        makeRequest('What is the memory of a server?', { temperature: 1.5, seed }),
      );
      expect(text).toMatch(/^\S/);
      expect(text).not.toMatch(/ {2}| [.,:?!]|[.,:?!]\p{L}|\s$/u);
    }
  });

  it('is the same at temperature 0, and with a seed', async () => {
    const cold = makeRequest('What is a canary?');
    expect(await generate(cold)).toEqual(await generate(cold));
    const seeded = makeRequest('What is a canary?', { temperature: 1, seed: 3 });
    expect(await generate(seeded)).toEqual(await generate(seeded));
  });

  it('differs with the seed, and without one', async () => {
    const texts = new Set<string>();
    for (let seed = 0; seed < 5; seed += 1) {
      texts.add((await generate(makeRequest('What is a model?', { temperature: 1, seed }))).text);
    }
    for (let times = 0; times < 5; times += 1) {
      texts.add((await generate(makeRequest('What is a model?', { temperature: 1 }))).text);
    }
    expect(texts.size).toBeGreaterThan(3);
  });

  it('speaks of what the question speaks of', async () => {
    expect((await generate(makeRequest('Tell me about the fox!'))).text).toMatch(/fox/);
    expect((await generate(makeRequest('How do downloads work?'))).text).toMatch(/download/i);
  });

  it('goes on from a phrase that breaks off', async () => {
    expect((await generate(makeRequest('An inference server keeps language models'))).text).toMatch(
      /^in memory/,
    );
  });

  it('answers the last user, not the system', async () => {
    const messages = [
      { role: 'system', content: 'You speak of the fox.' },
      { role: 'user', content: 'What is a checksum?' },
    ];
    expect((await generate(makeRequest('', { messages }))).text).toMatch(/checksum/);
  });

  it('comes out of its loops and ends', async () => {
    const loop = new NgramTable(trainNgram(['a b a b a b a b a b c'], 2));
    const chunks: GenerationChunk[] = [];
    for await (const chunk of generateText(loop, makeRequest('a'), OPTIONS)) chunks.push(chunk);
    expect(chunks.at(-1)).toMatchObject({ kind: 'end', finishReason: 'stop' });
  });
});

describe('the end of an answer', () => {
  it('is its length at the limit of tokens', async () => {
    const { tokens, end } = await generate(makeRequest('What is memory?', { maxTokens: 4 }));
    expect(tokens).toHaveLength(4);
    expect(end).toEqual({ kind: 'end', finishReason: 'length', promptTokens: 6, completionTokens: 4 });
  });

  it('is a stop when the model comes to an end, with every token counted', async () => {
    const { tokens, end } = await generate(makeRequest('What is memory?'));
    expect(end).toMatchObject({ finishReason: 'stop', completionTokens: tokens.length });
  });

  it('is a stop before a stop text', async () => {
    const whole = await generate(makeRequest('What is memory?'));
    const { text, end } = await generate(makeRequest('What is memory?', { stop: ['.', 'never said'] }));
    expect(`${text}.`).toBe(whole.text.slice(0, text.length + 1));
    expect(text).not.toContain('.');
    expect(end).toMatchObject({ finishReason: 'stop' });
  });

  it('comes at once for a model that has nothing to say', async () => {
    const empty = new NgramTable(trainNgram([], 3));
    const chunks: GenerationChunk[] = [];
    for await (const chunk of generateText(empty, makeRequest('Hello'), OPTIONS)) chunks.push(chunk);
    expect(chunks).toEqual([{ kind: 'end', finishReason: 'stop', promptTokens: 3, completionTokens: 0 }]);
  });
});

describe('the prompt', () => {
  it('is counted token by token, over all messages', async () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Why?' },
    ];
    // system, :, Be, brief, ., line break, user, :, Why, ?
    expect((await generate(makeRequest('', { messages }))).end).toMatchObject({ promptTokens: 10 });
  });

  it('is read from its end, as far as the context reaches', async () => {
    const long = `fox ${'qqq '.repeat(1_000)} checksum`;
    const { text, end } = await generate(makeRequest(long), { ...OPTIONS, contextLength: 16 });
    expect(end).toMatchObject({ promptTokens: 16 });
    expect(text).toMatch(/checksum/);
    expect(text).not.toMatch(/fox/);
  });

  it('may be empty', async () => {
    expect((await generate(makeRequest('', { messages: [] }))).text).not.toBe('');
  });
});

describe('an abort', () => {
  it('ends the wait for the next token with its reason', async () => {
    const stop = new AbortController();
    const chunks = generateText(table, makeRequest('What is memory?', { signal: stop.signal }), {
      contextLength: 512,
      tokenDelayMs: 3_600_000,
    });
    const next = chunks.next();
    stop.abort(new Error('the client went away'));
    await expect(next).rejects.toThrow('the client went away');
  });

  it('between two tokens ends the answer', async () => {
    const stop = new AbortController();
    const chunks = generateText(table, makeRequest('What is memory?', { signal: stop.signal }), OPTIONS);
    await chunks.next();
    stop.abort(new Error('enough'));
    await expect(chunks.next()).rejects.toThrow('enough');
  });

  it('finds other work done between two tokens', async () => {
    let isDone = false;
    const chunks = generateText(table, makeRequest('What is memory?'), OPTIONS);
    setImmediate(() => {
      isDone = true;
    });
    await chunks.next();
    await chunks.next();
    expect(isDone).toBe(true);
  });
});
