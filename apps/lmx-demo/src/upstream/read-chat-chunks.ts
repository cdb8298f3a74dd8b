import * as z from 'zod';
import type { GenerationChunk } from '../engine/backend.js';
import { EngineError } from '../engine/engine-error.js';

const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
  error: z.object({ message: z.string() }).nullish(),
});

/**
 * The chunks of a streamed chat answer.
 *
 * A server that tells no usage is believed to send a token a chunk, and the tokens of the prompt count as 0.
 *
 * @throws {EngineError} `upstream_failed` when the stream tells of an error, is no chat or stops without an end
 */
export async function* readChatChunks(
  events: AsyncIterable<{ data: string }>,
  server: string,
): AsyncGenerator<GenerationChunk, void, undefined> {
  let finishReason: 'stop' | 'length' | undefined;
  let usage: { prompt_tokens: number; completion_tokens: number } | undefined;
  let tokens = 0;
  for await (const { data } of events) {
    if (data === '[DONE]') break;
    const chunk = parseChunk(data, server);
    if (chunk.error) throw new EngineError('upstream_failed', `${server} failed: ${chunk.error.message}`);
    usage = chunk.usage ?? usage;
    const choice = chunk.choices[0];
    const text = choice?.delta?.content ?? '';
    if (text !== '') {
      tokens += 1;
      yield { kind: 'token', text };
    }
    if (choice?.finish_reason) finishReason = choice.finish_reason === 'length' ? 'length' : 'stop';
  }
  if (finishReason === undefined) {
    throw new EngineError(
      'upstream_failed',
      `${server} ended its answer in the middle, after ${tokens} chunks`,
    );
  }
  yield {
    kind: 'end',
    finishReason,
    promptTokens: usage?.prompt_tokens ?? 0,
    completionTokens: usage?.completion_tokens ?? tokens,
  };
}

function parseChunk(data: string, server: string): z.output<typeof chunkSchema> {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch (cause) {
    throw new EngineError(
      'upstream_failed',
      `${server} sent a frame that is no JSON: ${data.slice(0, 200)}`,
      {
        cause,
      },
    );
  }
  const parsed = chunkSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new EngineError('upstream_failed', `${server} sent a frame that is no chat: ${data.slice(0, 200)}`);
}
