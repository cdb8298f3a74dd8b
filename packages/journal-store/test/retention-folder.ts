import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FileSystem } from '@opta/journal-fs';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { createJournalStore } from '../src/create-journal-store.js';
import type { JournalStore } from '../src/journal-store.js';

/** 2026-06-01, noon. */
export const NOW = Date.parse('2026-06-01T12:00:00Z');
export const DAY_MS = 86_400_000;

export interface RetentionFolder {
  directory: string;
  updates: string;
  store: JournalStore;
}

export function makeRetentionFolder(fileSystem?: FileSystem, into?: string): RetentionFolder {
  const root = into ?? makeTemporaryFolder();
  const directory = join(root, 'sessions');
  const updates = join(root, 'updates');
  mkdirSync(directory, { recursive: true });
  mkdirSync(updates, { recursive: true });
  const store = createJournalStore({
    sessionLogsDir: directory,
    updateLogsDir: updates,
    timeZone: 'UTC',
    ...(fileSystem === undefined ? {} : { fileSystem }),
  });
  return { directory, updates, store };
}

export interface SessionOptions {
  /** How old it is, from NOW. */
  days: number;
  device?: string;
  session?: string;
  segments?: number;
  /** Bytes of each segment beyond its first line. */
  bytes?: number;
  isFinished?: boolean;
}

/** A session as it stands in the folder when it has ended; its names, those of the event log first. */
export function writeSession(directory: string, options: SessionOptions): string[] {
  const { days, device = 'mbp-1', segments = 1, bytes = 100, isFinished = true } = options;
  const iso = new Date(NOW - days * DAY_MS).toISOString();
  const date = iso.slice(0, 10);
  const session = options.session ?? `session-${device}-${days}`;
  const time = iso.slice(11, 19).replaceAll(':', '');
  const start = { event_type: 'journal_session_start', data: { session } };
  const names: string[] = [];
  for (let segment = 1; segment <= segments; segment += 1) {
    const name = `${date}-${time}-${device}-events${segment === 1 ? '' : `.${segment}`}.jsonl`;
    writeFileSync(
      join(directory, name),
      `${JSON.stringify({ seq: segment, ...start })}\n${'x'.repeat(bytes)}\n`,
    );
    names.push(name);
  }
  if (!isFinished) return names;
  const name = `${date}-${time.slice(0, 4)}-${device}-a.md`;
  const head = `date: ${date}\ndevice: "${device}"\nsession: "${session}"\nevent_log: "${names[0]}"`;
  writeFileSync(join(directory, name), `---\n${head}\n---\n\n# Session\n`);
  return [...names, name];
}

/** Every file below a folder but the journal's own ones, with its bytes; archived event logs decompressed. */
export function contentsOf(directory: string): Record<string, string> {
  const contents: Record<string, string> = {};
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(directory, path);
    if (!entry.isFile() || name.startsWith('.opta-journal')) continue;
    const bytes = readFileSync(path);
    contents[name] = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
  }
  return contents;
}

/** The same by the logs' own names, wherever they are, each once. */
export function logsIn(directory: string): Record<string, string> {
  const logs: Record<string, string> = {};
  for (const [name, content] of Object.entries(contentsOf(directory))) {
    const own = name.replace(/^archive\/\d{4}-\d{2}\//, '').replace(/\.gz$/, '');
    if (logs[own] !== undefined && logs[own] !== content) throw new Error(`two different files for ${own}`);
    logs[own] = content;
  }
  return logs;
}

/** What is left in the folder for what is being written. */
export function temporaryFilesIn(directory: string): string[] {
  return readdirSync(join(directory, '.opta-journal/tmp'));
}

export function sizeOf(path: string): number {
  return statSync(path).size;
}
