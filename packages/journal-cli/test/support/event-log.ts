import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from 'test-kit/vitest';

export const SESSIONS = '12-Session-Logs';
export const EVENT_LOG = '2026-02-24-100000-studio-events.jsonl';

/** 24 February 2026, 10:00:00 UTC and so many seconds. */
function at(second: number): string {
  return new Date(Date.UTC(2026, 1, 24, 10, 0, second)).toISOString();
}

/** A line as our writer makes it. */
export function line(seq: number, type = 'tea_made', data: unknown = { cup: seq }): string {
  const timestamp = at(seq);
  const record = { seq, event_type: type, timestamp, timestamp_unix: Date.parse(timestamp) / 1_000, data };
  return `${JSON.stringify(record)}\n`;
}

export function lines(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => line(from + index)).join('');
}

/** A repository with an event log that has this text. */
export function makeEventLog(text: string, name = EVENT_LOG): { root: string; path: string } {
  const root = makeTemporaryFolder();
  mkdirSync(join(root, '.git'));
  mkdirSync(join(root, SESSIONS));
  const path = join(root, SESSIONS, name);
  writeFileSync(path, text);
  return { root, path };
}

/** Adds lines to an event log, as a runtime does. */
export function append(path: string, text: string): void {
  appendFileSync(path, text);
}

/** The numbers of records that a command has printed as NDJSON. */
export function numbersIn(printed: readonly string[]): number[] {
  return printed.filter((text) => text !== '').map((text) => JSON.parse(text).seq);
}
