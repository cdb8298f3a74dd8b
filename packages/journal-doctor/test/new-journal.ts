import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import { createJournalStore, type JournalStore } from '@opta/journal-store';
import { makeTemporaryFolder } from 'test-kit/vitest';
import type { DoctorOptions } from '../src/doctor-options.js';

/** The clock of every test. */
export const NOW = Date.parse('2026-03-01T12:00:00Z');

export interface TestJournal {
  sessions: string;
  updates: string;
  store: JournalStore;
  options: DoctorOptions;
}

/** Both log folders with these files; names begin with `sessions/` or `updates/`. */
export function makeJournal(files: Record<string, string> = {}, root = makeTemporaryFolder()): TestJournal {
  const journal = openJournal(root);
  mkdirSync(journal.sessions, { recursive: true });
  mkdirSync(journal.updates, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return journal;
}

export function openJournal(root: string, fileSystem: FileSystem = nodeFileSystem): TestJournal {
  const sessions = join(root, 'sessions');
  const updates = join(root, 'updates');
  const store = createJournalStore({
    sessionLogsDir: sessions,
    updateLogsDir: updates,
    timeZone: 'UTC',
    fileSystem,
  });
  const options: DoctorOptions = {
    store,
    fileSystem,
    timeZone: 'UTC',
    clock: () => NOW,
    recover: async () => ({ recovered: [], left: [], failed: [] }),
  };
  return { sessions, updates, store, options };
}

/** Every file of a folder but our own state, with its text. */
export function readFolder(directory: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(directory)
      .filter((name) => !name.startsWith('.'))
      .sort()
      .map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
  );
}

/** The names on a shelf of the update folder. */
export function readShelf(directory: string, shelf = 'replaced'): string[] {
  const path = join(directory, '.opta-journal', shelf);
  return existsSync(path) ? readdirSync(path).filter((name) => name !== 'pending') : [];
}
