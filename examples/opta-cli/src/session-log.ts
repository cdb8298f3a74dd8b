import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { sessionLogFileName } from '@opta/journal-format';
import { type ChatInput, writeSessionLog as writeChatLog } from '@opta/journal-runtime';

/** A message of a chat, as the CLI stores it. */
export interface SessionMessage {
  role: string;
  content?: unknown;
}

/** What the CLI's own `Session` has of which a log is written; it fits without a change. */
export interface Session {
  id: string;
  title?: string | undefined;
  model?: string | undefined;
  created?: string | undefined;
  updated?: string | undefined;
  cwd?: string | undefined;
  tags?: readonly string[] | undefined;
  messages?: readonly SessionMessage[] | undefined;
  toolCallCount?: number | undefined;
  compacted?: boolean | undefined;
}

export interface SessionLogOptions {
  /** Folder of the chat. Default: the session's, else the working folder. */
  cwd?: string | undefined;
  /** Default `12-Session-Logs` at the root of the repository. */
  logsDir?: string | undefined;
  user?: string | undefined;
  /** Default: OPTA_DEVICE, else the host name. Shown as it is. */
  device?: string | undefined;
  /** An IANA name; `local` is the system's, which is the default. */
  timezone?: string | undefined;
  now?: Date | undefined;
  /** When this run began. Default: the later one of the session's creation and the start of this process. */
  startedAt?: Date | undefined;
  /** The commit that was checked out then, so that what was committed since counts too. */
  startCommit?: string | undefined;
}

export interface SessionLogResult {
  path: string;
  fileName: string;
}

/**
 * Write the session log of a chat.
 *
 * @throws an error with a `code` that begins with `JOURNAL_`, and a message that says what to do
 */
export async function writeSessionLog(
  session: Session,
  options: SessionLogOptions = {},
): Promise<SessionLogResult> {
  const directory = filled(options.cwd) ?? filled(session.cwd) ?? process.cwd();
  return writeChatLog(
    {
      ...chatOf(session),
      device: filled(options.device) ?? deviceOf(process.env),
      user: filled(options.user) ?? userOf(process.env),
      workingDirectory: directory,
      checkpoints: await readCheckpoints(directory, session.id),
      startedAt: options.startedAt,
      startCommit: options.startCommit,
      endedAt: options.now,
    },
    {
      baseDirectory: directory,
      // The CLI has no variables of its own for the journal: what it says here counts.
      environment: {},
      config: {
        sessionLogsDir: filled(options.logsDir),
        timezone: filled(options.timezone),
      },
    },
  );
}

/**
 * The file name of a session log.
 *
 * @param parts.compactTime hour and minute without a colon, `1430`
 */
export function buildSessionLogFileName(
  parts: { date: string; time: string; compactTime: string },
  device: string,
  summary: string,
): string {
  const time = `${parts.compactTime.slice(0, 2)}:${parts.compactTime.slice(2)}`;
  return sessionLogFileName({
    date: parts.date,
    time,
    device: filled(device) ?? 'device',
    summary: filled(summary) ?? 'session',
  });
}

/** Paths that `git status` names, and the old name of each that was renamed, by its new one. */
export interface GitChanges {
  created: Set<string>;
  modified: Set<string>;
  deleted: Set<string>;
  renamed: Map<string, string>;
}

/**
 * What `git status --porcelain` prints (version 1, one line a file). Names in quotes are read as git means them; a file
 * that was added and is gone again counts as neither. Logs are written from a status that has no quotes: use this for
 * output that is there already.
 */
export function parseGitStatusPorcelain(output: string): GitChanges {
  const changes: GitChanges = {
    created: new Set(),
    modified: new Set(),
    deleted: new Set(),
    renamed: new Map(),
  };
  for (const line of output.split('\n')) addStatusLine(changes, line);
  return changes;
}

const STATUS_LINE = /^([ MTADRCU?!])([ MTADRCU?!]) (.+)$/s;
/** A name as git prints it: plain, or in quotes with escapes. */
const NAME = '"(?:[^"\\\\]|\\\\.)*"|.+?';
const RENAME = new RegExp(`^(${NAME}) -> (${NAME})$`, 's');

function addStatusLine(changes: GitChanges, line: string): void {
  const [, index = '', workTree = '', names = ''] = STATUS_LINE.exec(line.replace(/\r$/, '')) ?? [];
  const state = index + workTree;
  if (names === '' || state === '!!') return;
  const [, from, to] = (/[RC]/.test(state) && RENAME.exec(names)) || [undefined, undefined, names];
  const path = unquoted(to ?? names);
  if (state === '??' || state === 'AU' || state === 'UA') changes.created.add(path);
  else if (state === 'DD') changes.deleted.add(path);
  else if (state.includes('U') || state === 'AA') changes.modified.add(path);
  else if (from !== undefined && state.includes('R'))
    addRename(changes, { state, from: unquoted(from), path });
  else if (/[AC]/.test(state)) {
    if (workTree !== 'D') changes.created.add(path);
  } else if (state.includes('D')) changes.deleted.add(path);
  else changes.modified.add(path);
}

function addRename(
  changes: GitChanges,
  { state, from, path }: { state: string; from: string; path: string },
): void {
  if (state.endsWith('D')) {
    changes.deleted.add(from);
    return;
  }
  changes.modified.add(path);
  changes.renamed.set(path, from);
}

const ESCAPES: Record<string, number> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** Git quotes a name as C does, with the bytes of other scripts in octal. */
function unquoted(name: string): string {
  if (!/^".*"$/s.test(name) || name.length < 2) return name;
  const parts = name.slice(1, -1).match(/\\[0-7]{3}|\\.|[^\\]+/gs) ?? [];
  return Buffer.concat(
    parts.map((part) => {
      if (!part.startsWith('\\')) return Buffer.from(part);
      const code = part.length === 4 ? Number.parseInt(part.slice(1), 8) : ESCAPES[part.charAt(1)];
      return code === undefined ? Buffer.from(part) : Buffer.from([code & 0xff]);
    }),
  ).toString('utf8');
}

function chatOf(session: Session): ChatInput {
  const { created, updated, toolCallCount, tags, messages, compacted } = session;
  return {
    id: session.id,
    title: session.title,
    model: session.model,
    // A time that is none is shown as unknown: it must not cost the log.
    createdAt: timeOf(created),
    updatedAt: timeOf(updated),
    compacted,
    toolCalls: toolCallCount,
    ...(tags === undefined ? {} : { tags: [...tags] }),
    ...(messages === undefined ? {} : { messages: [...messages] }),
  };
}

function timeOf(text: string | undefined): Date | undefined {
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** The files that the CLI keeps checkpoints of; a chat without any has no such index. */
async function readCheckpoints(directory: string, session: string): Promise<string[]> {
  if (basename(session) !== session || session === '.' || session === '..') return [];
  const path = join(directory, '.opta', 'checkpoints', session, 'index.json');
  try {
    const { checkpoints } = JSON.parse(await readFile(path, 'utf8')) as { checkpoints?: unknown };
    if (!Array.isArray(checkpoints)) return [];
    return checkpoints
      .map((checkpoint: { path?: unknown } | null) => checkpoint?.path)
      .filter((file): file is string => typeof file === 'string' && file.trim() !== '');
  } catch {
    return [];
  }
}

function deviceOf({ OPTA_DEVICE }: NodeJS.ProcessEnv): string {
  const label = filled(OPTA_DEVICE) ?? hostname();
  return filled(label.split('.')[0]) ?? 'device';
}

function userOf({ USER, USERNAME }: NodeJS.ProcessEnv): string {
  return filled(USER) ?? filled(USERNAME) ?? 'unknown';
}

function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}
