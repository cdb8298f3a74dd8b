import { readFileSync } from 'node:fs';
import { parseSessionLog } from '@opta/journal-format/parse';
import type { ChatInput } from '../src/session-log/chat-input.js';
import { type WriteSessionLogOptions, writeSessionLog } from '../src/session-log/write-session-log.js';

/** When every chat ends that does not say so itself. */
export const ENDED = Date.parse('2026-02-23T14:30:20.400Z');

/** Settings for a log in this folder that depend on nothing around the test. */
export function options(root: string, more: WriteSessionLogOptions = {}): WriteSessionLogOptions {
  return {
    config: { timezone: 'UTC', author: 'ann', device: 'Studio.Mac' },
    environment: {},
    baseDirectory: root,
    clock: () => ENDED,
    ...more,
  };
}

/** The log of a chat, as it was written and as it reads. */
export async function write(chat: ChatInput, given: WriteSessionLogOptions) {
  const written = await writeSessionLog(chat, given);
  const text = readFileSync(written.path, 'utf8');
  return { ...written, text, log: parseSessionLog(text) };
}
