import { resolve } from 'node:path';
import type { FileSystem } from '@opta/journal-fs';
import { createJournalStore } from '@opta/journal-store';
import { type LoadJournalingConfigOptions, loadJournalingConfig } from '../config/load-journaling-config.js';
import { disabledError } from '../disabled-error.js';
import { createJournalRedaction } from '../redaction/journal-redaction.js';
import { withoutSecrets } from '../redaction/without-secrets.js';
import { toCodedError } from '../to-coded-error.js';
import { writeErrorLine } from '../write-error-line.js';
import { buildChatLog, chatSlugText } from './build-chat-log.js';
import { type ChatFacts, type ChatInput, readChatInput } from './chat-input.js';
import { listChatFiles } from './list-chat-files.js';

export interface WriteSessionLogOptions extends LoadJournalingConfigOptions {
  /** Epoch milliseconds. Default `Date.now`. */
  clock?: () => number;
  /** Default: Node's. */
  fileSystem?: FileSystem;
  /** Told what went wrong without keeping the log from being written. Default: a line on stderr. */
  onError?: (error: unknown) => void;
}

export interface WrittenSessionLog {
  path: string;
  fileName: string;
}

/**
 * Write the session log of one run of a chat, in the dialect of the Opta CLI, without a runtime journal.
 *
 * @param chat at least its `id`; see `ChatInput`
 * @returns path and file name of the log, which is safely on the disk; a name that is taken gets `-2`, `-3`, …
 * @throws {JOURNAL_RUNTIME_CONFIG_INVALID} when the configuration cannot be used
 * @throws {JOURNAL_RUNTIME_DISABLED} when journaling is switched off
 * @throws {JOURNAL_RUNTIME_SESSION_LOG_INVALID} with everything that is wrong with the chat
 * @throws {JOURNAL_RUNTIME_PUBLISH_FAILED} and the codes of journal-store
 * @remarks Which files changed is told by git and by their times: a file that was deleted before the chat began counts
 *   where something else changed in its folder since, unless `deletedBefore` names it.
 * @example
 * const { fileName } = await writeSessionLog({ id: 'aSvhdPW4kcuw', title: 'Sync logs', createdAt: new Date() });
 * // '2026-02-23-1430-studio-sync-logs.md'
 */
export async function writeSessionLog(
  chat: ChatInput,
  options: WriteSessionLogOptions = {},
): Promise<WrittenSessionLog> {
  const baseDirectory = options.baseDirectory ?? workingDirectoryOf(chat);
  const config = loadJournalingConfig({
    ...options,
    ...(baseDirectory === undefined ? {} : { baseDirectory }),
  });
  if (!config.enabled) throw disabledError();
  const redaction = createJournalRedaction(config, options.onError ?? writeErrorLine);
  try {
    const facts = readChatInput(chat);
    const store = createJournalStore({
      sessionLogsDir: config.sessionLogsDir,
      updateLogsDir: config.updateLogsDir,
      timeZone: config.timezone,
      ...(options.fileSystem === undefined ? {} : { fileSystem: options.fileSystem }),
      ...(config.fileMode === undefined ? {} : { fileMode: config.fileMode }),
    });
    const endedAt = facts.endedAt ?? (options.clock ?? Date.now)();
    const startedAt = beginOfRun(facts, endedAt);
    const workingDirectory = facts.workingDirectory ?? baseDirectory ?? process.cwd();
    const log = buildChatLog(facts, {
      startedAt,
      endedAt,
      timeZone: config.timezone,
      user: config.author,
      device: config.device,
      workingDirectory,
      files: await listChatFiles({ ...facts, directory: resolve(workingDirectory), startedAt }),
      redactText: redaction.redactText,
    });
    const summary = chatSlugText(facts, redaction.redactText);
    const { path, fileName } = await store.publishSessionLog(log, { summary, dialect: 'cli' });
    return { path, fileName };
  } catch (error) {
    const coded = toCodedError(error, 'Writing the session log', 'JOURNAL_RUNTIME_PUBLISH_FAILED');
    throw withoutSecrets(coded, redaction);
  }
}

/** Looked at before the chat is checked: the configuration, and with it what is redacted in errors, depends on it. */
function workingDirectoryOf(chat: unknown): string | undefined {
  if (chat === null || typeof chat !== 'object') return undefined;
  const { workingDirectory, working_directory = workingDirectory } = chat as Record<string, unknown>;
  return typeof working_directory === 'string' && working_directory.trim() !== ''
    ? working_directory
    : undefined;
}

/** A chat that is resumed was created long ago, by another process; times of the past were not made by this one. */
function beginOfRun({ startedAt, createdAt }: ChatFacts, endedAt: number): number {
  if (startedAt !== undefined) return startedAt;
  const processStartedAt = Math.floor(performance.timeOrigin);
  const candidates = [createdAt, processStartedAt].filter(
    (time): time is number => time !== undefined && time <= endedAt,
  );
  return candidates.length === 0 ? endedAt : Math.max(...candidates);
}
