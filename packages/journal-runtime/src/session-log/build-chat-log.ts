import { formatDuration, type SessionLog, zonedTime } from '@opta/journal-format';
import { MAX_LISTED_FILES } from '../constants.js';
import type { ChatFacts } from './chat-input.js';
import { findInMessages } from './find-in-messages.js';
import type { ChatFiles } from './list-chat-files.js';

export interface ChatLogContext {
  /** Epoch milliseconds. */
  startedAt: number;
  endedAt: number;
  timeZone: string;
  user: string;
  device: string;
  workingDirectory: string;
  files: ChatFiles;
  redactText(text: string): string;
}

/** The session log of one run of a chat, in the order and wording of the Opta CLI, without secrets. */
export function buildChatLog(chat: ChatFacts, context: ChatLogContext): SessionLog {
  const { redactText, files } = context;
  const { date, time } = zonedTime(context.endedAt, context.timeZone);
  const messages = chat.messages ?? [];
  const count = (role: string): number => messages.filter((message) => message.role === role).length;
  const redacted = (given: string | undefined, fallback: string): string =>
    redactText(isBlank(given) ? fallback : given);
  const redactedList = (items: readonly string[]): string[] => items.map(redactText);
  const found = findInMessages(messages, redactText);
  const tags = redactedList(chat.tags ?? []).join(', ');
  return {
    date,
    time: time.slice(0, 5),
    device: redacted(chat.device, context.device),
    user: redacted(chat.user, context.user),
    model: redacted(chat.model, 'unknown'),
    // Rounded, as the CLI does it.
    duration: formatDuration(Math.round((context.endedAt - context.startedAt) / 1_000) * 1_000),
    summary: [
      `Session: ${redactText(chat.id)}`,
      `Title: ${redacted(chat.title, '(untitled)')}`,
      `Messages: user=${count('user')}, assistant=${count('assistant')}`,
      `Tool calls: ${chat.toolCalls ?? 0}`,
    ],
    filesChanged: {
      created: redactedList(listed(files.created)),
      modified: redactedList(listed(files.modified)),
      deleted: redactedList(listed(files.deleted)),
    },
    statusNotes: [
      `Created: ${timeText(chat.createdAt)}`,
      `Updated: ${timeText(chat.updatedAt)}`,
      `Compacted: ${chat.compacted === true ? 'yes' : 'no'}`,
      `Checkpoints: ${chat.checkpoints?.length ?? 0}`,
    ],
    decisions: chat.decisions === undefined ? found.decisions : redactedList(chat.decisions),
    issues: chat.issues === undefined ? found.issues : redactedList(chat.issues),
    nextSteps: (chat.nextSteps === undefined ? found.nextSteps : redactedList(chat.nextSteps)).map(
      (text) => ({
        text,
      }),
    ),
    notes: [`CWD: ${redactText(context.workingDirectory)}`, `Tags: ${tags === '' ? '(none)' : tags}`],
  };
}

/** The text that the file of a chat's log is named after, without secrets. */
export function chatSlugText(chat: ChatFacts, redactText: (text: string) => string): string {
  return redactText(isBlank(chat.title) ? chat.id : chat.title);
}

function isBlank(text: string | undefined): text is undefined {
  return text === undefined || text.trim() === '';
}

function timeText(epochMs: number | undefined): string {
  return epochMs === undefined ? '(unknown)' : new Date(epochMs).toISOString();
}

function listed(paths: readonly string[]): readonly string[] {
  if (paths.length <= MAX_LISTED_FILES) return paths;
  return [...paths.slice(0, MAX_LISTED_FILES), `(and ${paths.length - MAX_LISTED_FILES} more)`];
}
