import { EventSourceParserStream } from 'eventsource-parser/stream';
import * as z from 'zod';
import type {
  Backend,
  GenerationChunk,
  GenerationRequest,
  LoadedModel,
  ModelArtifact,
} from '../engine/backend.js';
import { EngineError } from '../engine/engine-error.js';
import { readChatChunks } from './read-chat-chunks.js';

const modelListSchema = z.object({ data: z.array(z.object({ id: z.string().min(1) })) });

export interface UpstreamBackendOptions {
  /** Base URL of a server with OpenAI's API, with or without `/v1`. */
  url: string;
  /** Sent as a bearer token. */
  apiKey?: string | undefined;
}

/**
 * Models of another server. It holds them in its own memory, so their size is unknown here and nothing is
 * freed when one is unloaded: loading only checks that the server has the model and that it answers.
 */
export function createUpstreamBackend(options: UpstreamBackendOptions): Backend {
  const base = upstreamBase(options.url);
  const headers: Record<string, string> =
    options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` };

  async function ask(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, { ...init, headers: { ...headers, ...init.headers } });
    } catch (cause) {
      init.signal?.throwIfAborted();
      throw new EngineError(
        'upstream_failed',
        `The upstream server ${base} cannot be reached: ${reasonOf(cause)}`,
        {
          cause,
        },
      );
    }
    if (response.ok) return response;
    const text = (await response.text()).slice(0, 500);
    if (response.status === 404) throw new EngineError('model_not_found', `${base} answered 404: ${text}`);
    throw new EngineError('upstream_failed', `${base} answered ${response.status}: ${text}`);
  }

  async function listModels(signal?: AbortSignal): Promise<ModelArtifact[]> {
    const response = await ask('/v1/models', signal === undefined ? {} : { signal });
    const list = modelListSchema.safeParse(await response.json().catch(() => undefined));
    if (list.success) return list.data.data.map(({ id }) => ({ id, format: 'remote' }));
    throw new EngineError('upstream_failed', `${base}/v1/models did not answer with a list of models`);
  }

  async function* generate(
    model: string,
    request: GenerationRequest,
  ): AsyncGenerator<GenerationChunk, void, undefined> {
    const response = await ask('/v1/chat/completions', {
      method: 'POST',
      signal: request.signal,
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({
        model,
        messages: request.messages,
        max_tokens: request.maxTokens,
        temperature: request.temperature,
        ...(request.seed === undefined ? {} : { seed: request.seed }),
        ...(request.stop.length === 0 ? {} : { stop: request.stop }),
        stream: true,
        stream_options: { include_usage: true },
      }),
    });
    if (response.body === null) throw new EngineError('upstream_failed', `${base} sent an empty answer`);
    const events = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream({ maxBufferSize: MAX_FRAME_CHARACTERS }));
    try {
      yield* readChatChunks(events, base);
    } catch (cause) {
      request.signal.throwIfAborted();
      if (cause instanceof EngineError) throw cause;
      throw new EngineError('upstream_failed', `The answer of ${base} broke off: ${reasonOf(cause)}`, {
        cause,
      });
    }
  }

  return {
    name: 'upstream',
    version: base,
    listModels,
    async loadModel(id, signal): Promise<LoadedModel> {
      const artifact = (await listModels(signal)).find((model) => model.id === id);
      if (artifact === undefined) throw new EngineError('model_not_found', `${base} has no model ${id}`);
      return { artifact, generate: (request) => generate(id, request), close: async () => undefined };
    },
    async deleteModel(id) {
      throw new EngineError('unsupported', `${id} belongs to ${base}; delete it there`);
    },
  };
}

/** Longest frame of a stream, in characters: a chunk has a few hundred. */
const MAX_FRAME_CHARACTERS = 1_048_576;

/** The URL without `/v1` and slashes at its end. */
export function upstreamBase(url: string): string {
  return url.replace(/\/+$/, '').replace(/\/v1$/, '');
}

function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  if (cause instanceof Error) return 'code' in cause ? `${cause.code}` : cause.message;
  return error instanceof Error ? error.message : String(error);
}
