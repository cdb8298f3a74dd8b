import type { ChatMessage } from './chat-input.js';

/** What a message says: its text, or those of its parts that are texts. */
export function messageText({ content }: ChatMessage): string {
  if (typeof content === 'string') return content.trim();
  if (!Array.isArray(content)) return '';
  return content.map(partText).filter(Boolean).join('\n').trim();
}

function partText(part: unknown): string {
  if (part === null || typeof part !== 'object') return '';
  const { type, text } = part as { type?: unknown; text?: unknown };
  return type === 'text' && typeof text === 'string' ? text : '';
}
