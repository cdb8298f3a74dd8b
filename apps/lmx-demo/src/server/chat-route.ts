import { randomUUID } from 'node:crypto';
import type { GenerationChunk, GenerationRequest } from '../engine/backend.js';
import { EngineError } from '../engine/engine-error.js';
import { type ChatHead, completionBody, usageOf } from './chat-bodies.js';
import { type ChatRequest, chatRequestSchema, plainMessages, stopTexts } from './chat-request.js';
import { DEFAULT_MAX_TOKENS } from './constants.js';
import { readBody } from './read-body.js';
import type { DemoApp, ServerParts } from './server-parts.js';
import { streamChat } from './stream-chat.js';

/** `POST /v1/chat/completions`, whole and streamed. */
export function addChatRoute(app: DemoApp, parts: ServerParts): void {
  app.post('/v1/chat/completions', async (context) => {
    const request = await readBody(context, chatRequestSchema);
    const model = await routeModel(parts, request.model ?? null);
    const gone = new AbortController();
    context.req.raw.signal.addEventListener('abort', () => gone.abort(), { once: true });
    const chunks = parts.engine.generate(model, generationRequest(request, gone.signal), {
      requestId: context.get('requestId'),
      stream: request.stream === true,
    });
    // The first chunk shows whether there will be an answer: only then is it clear which status to send.
    const first = await chunks.next();
    const head: ChatHead = {
      id: `chatcmpl-${randomUUID().replaceAll('-', '').slice(0, 24)}`,
      created: Math.floor(Date.now() / 1000),
      model,
    };
    const all = withFirst(first, chunks);
    if (request.stream !== true) return context.json(await collect(head, all));
    // Also before anything was read from it: its request would else count as under way for ever.
    const onCancel = (): void => {
      gone.abort();
      void chunks.return().catch(() => undefined);
    };
    const includeUsage = request.stream_options?.include_usage === true;
    return streamChat(head, all, { includeUsage, onCancel });
  });
}

/** The model that a request means: by alias, by name, or the default one. */
async function routeModel({ config, engine, upstream }: ServerParts, asked: string | null): Promise<string> {
  const { models, routing } = config();
  const name = asked === null || asked === '' || asked === 'auto' ? models.default_model : asked;
  const loaded = engine.listLoaded();
  const further = async () => (upstream === undefined ? undefined : (await engine.listAvailable())[0]?.id);
  const model = name === null ? (loaded[0]?.id ?? (await further())) : (routing.aliases[name] ?? name);
  if (model === undefined)
    throw new EngineError('model_not_found', 'No model is loaded and none is the default');
  const isLoaded = loaded.some(({ id }) => id === model);
  if (!isLoaded && upstream !== undefined) await engine.load(model);
  return model;
}

function generationRequest(request: ChatRequest, signal: AbortSignal): GenerationRequest {
  return {
    messages: plainMessages(request),
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? DEFAULT_MAX_TOKENS,
    temperature: request.temperature ?? 0.7,
    ...(request.seed === null || request.seed === undefined ? {} : { seed: request.seed }),
    stop: stopTexts(request),
    signal,
  };
}

async function* withFirst(
  first: IteratorResult<GenerationChunk, void>,
  rest: AsyncGenerator<GenerationChunk, void, undefined>,
): AsyncGenerator<GenerationChunk, void, undefined> {
  if (first.done !== true) yield first.value;
  yield* rest;
}

async function collect(head: ChatHead, chunks: AsyncIterable<GenerationChunk>): Promise<object> {
  let text = '';
  for await (const chunk of chunks) {
    if (chunk.kind === 'token') text += chunk.text;
    else {
      const { finishReason, promptTokens, completionTokens } = chunk;
      return completionBody(head, text, finishReason, usageOf(promptTokens, completionTokens));
    }
  }
  throw new EngineError('internal_error', `${head.model} ended its answer without an end`);
}
