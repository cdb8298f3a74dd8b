import type { GenerationChunk, GenerationRequest } from '../backend.js';
import { pause } from '../pause.js';
import { chooseOpening } from './choose-opening.js';
import { draw } from './draw.js';
import { END_TOKEN } from './ngram-data.js';
import type { NgramTable } from './ngram-table.js';
import { createSeededRandom } from './seeded-random.js';
import { StopFilter } from './stop-filter.js';
import { tokenize } from './tokenize.js';
import { topicOf } from './topic-of.js';

/** A token that is about what the question is about is so many times as likely. */
const TOPIC_BOOST = 3;

/** What remains of a token's weight each time that it stood after the same two tokens. Breaks loops. */
const REPETITION_SHARE = 0.1;

export interface GenerateTextOptions {
  /** Tokens of the prompt that are read, from its end. */
  contextLength: number;
  tokenDelayMs: number;
}

/**
 * Writes an answer, token by token.
 *
 * @throws the reason of the request's signal, as soon as it is aborted
 */
export async function* generateText(
  table: NgramTable,
  request: GenerationRequest,
  options: GenerateTextOptions,
): AsyncGenerator<GenerationChunk, void, undefined> {
  const prompt = readPrompt(request, options.contextLength);
  const filter = new StopFilter(request.stop);
  let completionTokens = 0;
  let finishReason: 'stop' | 'length' = 'stop';
  for (const token of drawTokens(table, prompt.question, request)) {
    await pause(options.tokenDelayMs, request.signal);
    completionTokens += 1;
    const raw = table.textOf(token);
    const { text, isStopped } = filter.push(completionTokens === 1 ? raw.trimStart() : raw);
    if (text !== '') yield { kind: 'token', text };
    if (isStopped) break;
    if (completionTokens < request.maxTokens) continue;
    finishReason = 'length';
    break;
  }
  request.signal.throwIfAborted();
  const rest = filter.flush();
  if (rest !== '') yield { kind: 'token', text: rest };
  yield { kind: 'end', finishReason, promptTokens: prompt.tokenCount, completionTokens };
}

function readPrompt(
  request: GenerationRequest,
  contextLength: number,
): { question: string[]; tokenCount: number } {
  const rendered = request.messages.map(({ role, content }) => `${role}: ${content}`).join('\n');
  const question = request.messages.findLast(({ role }) => role === 'user') ?? request.messages.at(-1);
  return {
    question: tokenize(question?.content ?? '').slice(-contextLength),
    tokenCount: Math.min(tokenize(rendered).length, contextLength),
  };
}

/** The tokens of an answer up to the end that the model finds, which is not among them. */
function* drawTokens(
  table: NgramTable,
  question: readonly string[],
  request: GenerationRequest,
): Generator<number, void, undefined> {
  const random = createSeededRandom(request.seed ?? Math.floor(Math.random() * 2 ** 32));
  const { temperature } = request;
  const topics = new Set(question.flatMap((token) => topicOf(token) ?? []));
  const opening = chooseOpening(table, question, { topics, temperature, random });
  yield* opening.tokens;
  const context = [...opening.context, ...opening.tokens];
  const uses = new Map<string, number>();
  while (true) {
    const behind = context.slice(-2).join(',');
    const weights = [...table.weigh(context)].map(([token, weight]) => {
      const boost = topics.has(topicOf(table.textOf(token)) ?? '') ? TOPIC_BOOST : 1;
      return [token, weight * boost * REPETITION_SHARE ** (uses.get(`${behind},${token}`) ?? 0)] as const;
    });
    const next = draw(weights, temperature, random) ?? END_TOKEN;
    if (next === END_TOKEN) return;
    uses.set(`${behind},${next}`, (uses.get(`${behind},${next}`) ?? 0) + 1);
    context.push(next);
    if (context.length > table.order) context.shift();
    yield next;
  }
}
