import type { FileSystem } from '@opta/journal-fs';
import type { JournalStore } from '@opta/journal-store';
import type { JournalingConfig } from '../config/journaling-config.js';
import type { JournalRedaction } from '../redaction/journal-redaction.js';
import type { RecordIntake } from './record-intake.js';
import type { RecordWriter } from './record-writer.js';
import type { SessionClock } from './session-clock.js';

/** What the parts that record one session work with. */
export interface SessionContext {
  config: JournalingConfig;
  store: JournalStore;
  redaction: JournalRedaction;
  fileSystem: FileSystem;
  clock: SessionClock;
  intake: RecordIntake;
  writer: RecordWriter;
}
