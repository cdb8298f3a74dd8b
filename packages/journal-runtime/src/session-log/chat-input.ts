import * as z from 'zod';
import { JournalRuntimeError } from '../errors.js';
import { camelCaseFields } from '../input/camel-case-fields.js';
import { describeInputIssue } from '../input/describe-input-issue.js';
import { timeField } from '../input/time-field.js';

const text = z.string();
const line = z.string().refine((value) => value.trim() !== '', 'is empty');
const texts = z.array(text);

const messageSchema = z.object({
  /** `user`, `assistant`, `system`, `tool`, … */
  role: text,
  /** A text, or a list of parts of which those of type `text` count. */
  content: z.unknown().optional(),
});

/** What the session log of a chat is written from. */
export const chatInputSchema = z.strictObject({
  /** The chat's own identifier. */
  id: line,
  /** Default `(untitled)`; names the file, else the identifier does. */
  title: text.optional(),
  /** Default `unknown`. */
  model: text.optional(),
  /** Default: the configuration's author. */
  user: text.optional(),
  /** Default: the configuration's device. Shown as it is. */
  device: text.optional(),
  /** When the chat was begun for the first time. */
  createdAt: timeField,
  /** When it was last changed. */
  updatedAt: timeField,
  /**
   * When this run of it began; duration and changed files count from here. Default: the later one of `createdAt` and
   * the start of this process.
   */
  startedAt: timeField,
  /** When this run ended: the date and time of the log. Default: now. */
  endedAt: timeField,
  /** Whether older messages were replaced by a summary. Default false. */
  compacted: z.boolean().optional(),
  /** How many tools were called. Default 0. */
  toolCalls: z.number().int().min(0).optional(),
  tags: texts.optional(),
  /** Folder of the chat; its repository is asked which files changed. Default: `baseDirectory`. */
  workingDirectory: line.optional(),
  /** All messages, to be counted, and to be looked through for what is not given below. */
  messages: z.array(messageSchema).optional(),
  /** Default: up to five answers that speak of one. */
  decisions: texts.optional(),
  /** Default: up to five messages that speak of one. */
  issues: texts.optional(),
  /** Default: the first sentence of the last answer. */
  nextSteps: texts.optional(),
  /** Paths of files that the chat kept a checkpoint of, from the working directory or absolute; one for each checkpoint. */
  checkpoints: texts.optional(),
  /** The commit that was checked out when this run began, so that what was committed since counts too. */
  startCommit: line.optional(),
  /** Files that were deleted already when this run began, as `listChangedFiles` of @opta/journal-git names them. */
  deletedBefore: texts.optional(),
});

export type ChatInput = z.input<typeof chatInputSchema>;

export type ChatFacts = z.output<typeof chatInputSchema>;

export type ChatMessage = z.output<typeof messageSchema>;

const FIELDS = Object.keys(chatInputSchema.shape);

/**
 * The checked chat; keys may be in camelCase or snake_case, a null counts as not given.
 *
 * @throws {JOURNAL_RUNTIME_SESSION_LOG_INVALID} with everything that is wrong at once
 */
export function readChatInput(input: unknown): ChatFacts {
  const fields = camelCaseFields(input);
  const parsed = chatInputSchema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => describeInputIssue(issue, fields, () => FIELDS));
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  throw new JournalRuntimeError(
    'JOURNAL_RUNTIME_SESSION_LOG_INVALID',
    `The chat has ${count}; nothing was written: ${problems.join('; ')}.`,
    { problems },
  );
}
