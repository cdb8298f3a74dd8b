import * as z from 'zod';
import type { ChatMessage } from '../engine/backend.js';
import { MAX_TOKENS } from './constants.js';

const textPart = z.object({ type: z.literal('text'), text: z.string() });

const messageSchema = z.object({
  role: z.string().min(1),
  content: z.union([z.string(), z.array(textPart)]).nullish(),
});

const tokens = z.number().int().min(1).max(MAX_TOKENS).nullish();

/** The part of OpenAI's chat request that an embedded model can honour; further keys are ignored. */
export const chatRequestSchema = z.object({
  model: z.string().nullish(),
  messages: z.array(messageSchema).min(1),
  max_tokens: tokens,
  max_completion_tokens: tokens,
  temperature: z.number().min(0).max(2).nullish(),
  seed: z.number().int().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(8)]).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
});

export type ChatRequest = z.output<typeof chatRequestSchema>;

export function plainMessages(request: ChatRequest): ChatMessage[] {
  return request.messages.map(({ role, content }) => ({
    role,
    content: Array.isArray(content) ? content.map(({ text }) => text).join('\n') : (content ?? ''),
  }));
}

export function stopTexts({ stop }: ChatRequest): string[] {
  if (stop === null || stop === undefined) return [];
  return (Array.isArray(stop) ? stop : [stop]).filter((text) => text !== '');
}
