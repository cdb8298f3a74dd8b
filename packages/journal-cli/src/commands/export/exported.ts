import type { EventRecord, SessionLogEntry, UpdateLogEntry } from '@opta/journal-store';

/** A log with its text, or a record of an event log; without secrets. */
export type Exported =
  | { kind: 'session'; entry: SessionLogEntry; text: string }
  | { kind: 'update'; entry: UpdateLogEntry; text: string }
  | { kind: 'event'; eventLog: string; record: EventRecord };

export interface ExportView {
  /** In which times are written. */
  timeZone: string;
}

/** Makes a document of what is exported, piece by piece. */
export type ExportFormat = (items: AsyncIterable<Exported>, view: ExportView) => AsyncIterable<string>;
