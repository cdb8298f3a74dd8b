import type { GenerationChunk } from '../engine/backend.js';
import { EngineError } from '../engine/engine-error.js';
import { type ChatHead, chunkBody, usageChunkBody, usageOf } from './chat-bodies.js';

export interface StreamChatOptions {
  /** Send the usage in a last chunk. */
  includeUsage: boolean;
  /** The client has gone. */
  onCancel(): void;
}

/** An answer as Server-Sent Events, a chunk a token, in LMX's order. It goes at the client's own speed. */
export function streamChat(
  head: ChatHead,
  chunks: AsyncGenerator<GenerationChunk, void, undefined>,
  options: StreamChatOptions,
): Response {
  const frames = toFrames(head, chunks, options.includeUsage);
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await frames.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(`data: ${value}\n\n`));
    },
    async cancel() {
      options.onCancel();
      await frames.return();
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

const encoder = new TextEncoder();

async function* toFrames(
  head: ChatHead,
  chunks: AsyncGenerator<GenerationChunk, void, undefined>,
  includeUsage: boolean,
): AsyncGenerator<string, void, undefined> {
  yield JSON.stringify(chunkBody(head, { role: 'assistant', content: '' }));
  try {
    for await (const chunk of chunks) {
      if (chunk.kind === 'token') {
        yield JSON.stringify(chunkBody(head, { content: chunk.text }));
        continue;
      }
      yield JSON.stringify(chunkBody(head, {}, chunk.finishReason));
      const usage = usageOf(chunk.promptTokens, chunk.completionTokens);
      if (includeUsage) yield JSON.stringify(usageChunkBody(head, usage));
    }
  } catch (error) {
    // The status is sent already: the failure goes where an answer would have gone on.
    if (!(error instanceof EngineError)) throw error;
    const { message, type, code } = error;
    yield JSON.stringify({ error: { message, type, param: null, code } });
  }
  yield '[DONE]';
}
