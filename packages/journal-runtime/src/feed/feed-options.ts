import { unescape as decodePercent } from 'node:querystring';
import { MAX_SHOWN_CHARACTERS } from '../constants.js';
import { JournalRuntimeError } from '../errors.js';
import type { CodedError } from '../runtime-journal.js';
import { shown } from '../shown.js';
import {
  DEFAULT_IDLE_TIMEOUT_MS,
  DEFAULT_LONGEST_PAUSE_MS,
  MAX_IDLE_TIMEOUT_MS,
  MAX_PAUSE_MS,
} from './constants.js';
import { isUsableId } from './is-usable-id.js';

export interface EventFeedOptions {
  /** Sent as `X-Admin-Key`: printable ASCII. Default: none. */
  adminKey?: string | undefined;
  /**
   * Milliseconds without a byte after which the connection counts as dead, from 1 to 300,000. Default 90,000:
   * three of LMX's heartbeats.
   */
  idleTimeoutMs?: number;
  /** Longest pause between two attempts in milliseconds, from 1 to 3,600,000. Default 5,000. */
  longestPauseMs?: number;
  /**
   * Where an earlier feed of this server ended: the last id that it handed over, if there was one, and the time up to
   * which it is known what happened, in epoch milliseconds. The server is asked for what came after; where it cannot
   * tell, the time since then is a gap. Default: begin now.
   */
  resumeAfter?: { lastEventId?: string | undefined; time: number } | undefined;
  /** Closes the feed. */
  signal?: AbortSignal;
  /** Told each failure once until the connection is back. Default: one line on stderr. */
  onError?: (error: CodedError) => void;
}

/** Where the feed is, and how it is asked for. */
export interface FeedTarget {
  /** Without credentials. */
  url: URL;
  /** Origin and path: all that may be said of it. */
  shownUrl: string;
  /** With the secrets. */
  headers: Readonly<Record<string, string>>;
  hasAdminKey: boolean;
  idleTimeoutMs: number;
  longestPauseMs: number;
  resumeAfter: EventFeedOptions['resumeAfter'];
}

/** What a header can carry as it is. */
const HEADER_TEXT = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** @throws {JOURNAL_RUNTIME_FEED_INVALID} with all that cannot be used, and nothing of URL and key */
export function readFeedTarget(url: string | URL, options: EventFeedOptions): FeedTarget {
  const {
    adminKey,
    idleTimeoutMs = DEFAULT_IDLE_TIMEOUT_MS,
    longestPauseMs = DEFAULT_LONGEST_PAUSE_MS,
    resumeAfter,
  } = options;
  const parsed = URL.canParse(String(url)) ? new URL(url) : undefined;
  const problems = [
    ...urlProblems(parsed),
    ...keyProblems(adminKey),
    ...numberProblems('idleTimeoutMs', idleTimeoutMs, MAX_IDLE_TIMEOUT_MS),
    ...numberProblems('longestPauseMs', longestPauseMs, MAX_PAUSE_MS),
    ...resumeProblems(resumeAfter),
  ];
  if (parsed === undefined || problems.length > 0) {
    const message = `bindEventFeed() cannot be used as it was called: ${problems.join('; ')}.`;
    throw new JournalRuntimeError('JOURNAL_RUNTIME_FEED_INVALID', message, { problems });
  }
  const headers = { accept: 'text/event-stream', ...credentials(parsed), ...keyHeader(adminKey) };
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  const shownUrl = `${parsed.origin}${parsed.pathname}`.slice(0, MAX_SHOWN_CHARACTERS);
  return {
    url: parsed,
    shownUrl,
    headers,
    hasAdminKey: adminKey !== undefined,
    idleTimeoutMs,
    longestPauseMs,
    resumeAfter,
  };
}

function urlProblems(url: URL | undefined): string[] {
  if (url === undefined) return ['the URL is none; give one such as http://127.0.0.1:1234/admin/events'];
  if (url.protocol === 'http:' || url.protocol === 'https:') return [];
  return [`the URL begins with ${shown(url.protocol)}; give one that begins with http: or https:`];
}

function keyProblems(adminKey: unknown): string[] {
  if (adminKey === undefined) return [];
  if (typeof adminKey === 'string' && HEADER_TEXT.test(adminKey)) return [];
  return [
    'adminKey is empty or has characters that a header cannot carry; give the key as the server has it',
  ];
}

function numberProblems(name: string, value: unknown, max: number): string[] {
  if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= max) return [];
  return [`${name} is ${shown(value)}; give a whole number from 1 to ${max}`];
}

function resumeProblems(resumeAfter: EventFeedOptions['resumeAfter']): string[] {
  if (resumeAfter === undefined) return [];
  const { lastEventId, time } = resumeAfter;
  return [
    ...(Number.isFinite(time)
      ? []
      : [`resumeAfter.time is ${shown(time)}; give the epoch milliseconds of the last sign of that server`]),
    ...(lastEventId === undefined || isUsableId(lastEventId)
      ? []
      : [`resumeAfter.lastEventId is ${shown(lastEventId)}, which a header cannot carry; leave it out`]),
  ];
}

/** fetch() accepts no credentials in a URL. */
function credentials({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = `${decodePercent(username)}:${decodePercent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function keyHeader(adminKey: string | undefined): Record<string, string> {
  return adminKey === undefined ? {} : { 'x-admin-key': adminKey };
}
