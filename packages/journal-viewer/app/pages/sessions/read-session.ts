import { parseLogFileName } from '@opta/journal-format';
import { callApi, readJson } from '../../api/client.js';
import type { Health, SessionLogEntry } from '../../api/types.js';

/** A session as its page shows it. */
export interface Session {
  /** Under which the API has it; `current` for the one that runs. */
  name: string;
  /** Absent for an event log whose session has no log. */
  text?: string;
  facts: SessionFacts;
  /** Under which the API has its events; absent where none are known. */
  eventsName?: string;
}

/** What is known besides the text; nothing of a file whose name is outside the convention. */
export type SessionFacts = Partial<
  Pick<
    SessionLogEntry,
    'device' | 'user' | 'model' | 'duration' | 'status' | 'archived' | 'session' | 'readable'
  >
> & {
  /** ISO 8601; of old programs to the minute, and in the zone of the server that reads it. */
  begin?: string;
  /** ISO 8601; unknown in logs of old programs. */
  end?: string;
};

const TEXT = 'text/markdown';
export const CURRENT = 'current';

/** @throws {ApiError} when there is no such session */
export async function readSession(name: string, signal: AbortSignal): Promise<Session> {
  if (name === CURRENT) return readCurrent(signal);
  const isEventLog = name.endsWith('.jsonl');
  const [text, entry] = await Promise.all([
    isEventLog ? undefined : readText(name, signal),
    findEntry(name, signal),
  ]);
  const { created_at: begin, frontmatter, ...rest } = entry ?? {};
  const end = frontmatter?.ended;
  return {
    name,
    ...(text === undefined ? {} : { text }),
    facts: {
      ...rest,
      ...(begin === undefined ? {} : { begin }),
      ...(typeof end === 'string' ? { end } : {}),
    },
    eventsName: name,
  };
}

/** Its text says more than these facts, and its data would be parsed for each look at it. */
async function readCurrent(signal: AbortSignal): Promise<Session> {
  const [text, { journal }] = await Promise.all([
    readText(CURRENT, signal),
    readJson<Health>('logs/health', { signal }),
  ]);
  const { device, session, event_log } = journal ?? {};
  return {
    name: CURRENT,
    text,
    facts: {
      ...(device === undefined ? {} : { device }),
      ...(session === undefined ? {} : { session }),
    },
    ...(event_log === undefined ? {} : { eventsName: event_log }),
  };
}

async function readText(name: string, signal: AbortSignal): Promise<string> {
  const path = `logs/sessions/${encodeURIComponent(name)}`;
  return (await callApi(path, { accept: TEXT, signal })).text();
}

/** The entry of the listing, among those of its day. */
async function findEntry(name: string, signal: AbortSignal): Promise<SessionLogEntry | undefined> {
  const date = parseLogFileName(name)?.date;
  if (date === undefined) return undefined;
  const query = { since: date, until: date, limit: '1000' };
  const entries = await readJson<SessionLogEntry[]>('logs/sessions', { query, signal });
  return entries.find(({ filename, segments }) => filename === name || segments?.includes(name));
}
