import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSystem } from '@opta/journal-fs';
import { makeTemporaryFolder } from 'test-kit/vitest';
import { createJournalStore } from '../src/create-journal-store.js';
import type { EventLog, OpenEventLogOptions } from '../src/event-log/event-log.js';
import type { JournalStore } from '../src/journal-store.js';
import { STARTED_AT, sampleStart } from './sample-start.js';

/** One line as it stands in the file. */
export interface Line {
  seq: number;
  event_type: string;
  timestamp: string;
  timestamp_unix: number;
  data: Record<string, unknown>;
}

export interface SampleLog {
  directory: string;
  store: JournalStore;
  log: EventLog;
  /** Appends an event; its time is that of the start and as many milliseconds. */
  append(type: string, data?: unknown, milliseconds?: number): Promise<boolean>;
  /** Names of the segments, in their order. */
  segments(): string[];
  /** Every line of every segment. Throws if one is not whole. */
  lines(): Line[];
}

/** A new event log in a folder of its own. */
export async function openSampleLog(
  { fileMode, ...options }: Partial<OpenEventLogOptions> & { fileMode?: number } = {},
  fileSystem?: FileSystem,
): Promise<SampleLog> {
  const directory = makeTemporaryFolder();
  const store = createJournalStore({
    sessionLogsDir: directory,
    updateLogsDir: join(directory, 'updates'),
    ...(fileSystem === undefined ? {} : { fileSystem }),
    ...(fileMode === undefined ? {} : { fileMode }),
  });
  // Without a reserve, whose calls would be counted among those of the log.
  const log = await store.openEventLog({ start: sampleStart(), reserveBytes: 0, ...options });
  return {
    directory,
    store,
    log,
    append: (type, data = {}, milliseconds = 0) =>
      log.append({ type, data: JSON.stringify(data), time: STARTED_AT + milliseconds }),
    segments: () => segmentsIn(directory),
    lines: () => segmentsIn(directory).flatMap((name) => linesOf(join(directory, name))),
  };
}

function segmentsIn(directory: string): string[] {
  const segmentOf = (name: string) => Number(/\.(\d+)\.jsonl$/.exec(name)?.[1] ?? 1);
  return readdirSync(directory)
    .filter((name) => name.endsWith('.jsonl'))
    .sort((a, b) => segmentOf(a) - segmentOf(b));
}

/** The lines of a file that must have whole ones only. */
export function linesOf(path: string): Line[] {
  const text = readFileSync(path, 'utf8');
  if (text === '') return [];
  if (!text.endsWith('\n')) throw new Error(`${path} ends in the middle of a line`);
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}
