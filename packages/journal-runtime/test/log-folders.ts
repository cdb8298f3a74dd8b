import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

export interface LoggedEvent {
  seq: number;
  event_type: string;
  timestamp: string;
  timestamp_unix: number;
  data: Record<string, unknown>;
}

/** A fresh folder for each test of a file, and what the journal left in it. */
export function useLogFolders() {
  const folders = {
    root: '',
    get sessions() {
      return join(this.root, 'sessions');
    },
    get updates() {
      return join(this.root, 'updates');
    },
    /** Names of session logs, in order. */
    sessionLogs: () =>
      readdirSync(folders.sessions)
        .filter((name) => /^\d{4}-.*\.md$/.test(name))
        .sort(),
    eventLogs: () =>
      readdirSync(folders.sessions)
        .filter((name) => name.endsWith('.jsonl'))
        .sort(),
    updateLogs: () =>
      readdirSync(folders.updates)
        .filter((name) => /^\d+_.*\.md$/.test(name))
        .sort(),
    read: (folder: 'sessions' | 'updates', name: string | undefined) =>
      readFileSync(join(folders[folder], name ?? '(none)'), 'utf8'),
    /** The lines of an event log; each must be one JSON object. */
    events: (name: string | undefined): LoggedEvent[] => {
      const text = folders.read('sessions', name);
      if (!text.endsWith('\n')) throw new Error(`${name} does not end with a line`);
      return text
        .slice(0, -1)
        .split('\n')
        .map((line) => JSON.parse(line) as LoggedEvent);
    },
    /** Settings for a journal in these folders that depend on nothing around the test. */
    config: () =>
      ({
        sessionLogsDir: folders.sessions,
        updateLogsDir: folders.updates,
        timezone: 'UTC',
        author: 'ann',
        device: 'studio',
      }) as const,
  };
  beforeEach(() => {
    folders.root = mkdtempSync(join(tmpdir(), 'journal-runtime-'));
  });
  // A journal that was finalized may be writing the mark of its retention still.
  afterEach(() => rmSync(folders.root, { recursive: true, maxRetries: 10, retryDelay: 20 }));
  return folders;
}
