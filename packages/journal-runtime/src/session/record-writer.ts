import type { EventLog } from '@opta/journal-store';
import { createSummary, type Ledger, type Summary, type SummarySession } from '@opta/journal-summary';
import { CLOSING_TYPE, OTHER_TYPES_ROW, OWN_TYPE_PREFIX } from '../constants.js';
import type { EncodedRecord } from '../events/encode-record.js';
import { EventLedger } from '../events/event-ledger.js';
import type { JournalRecord } from '../events/journal-event.js';

/** Records of the event log itself, of which no summary tells. */
const UNTOLD_TYPES: readonly string[] = ['journal_session_start', 'journal_gap', CLOSING_TYPE];

/** The way of a record: into the event log, the summary and to the listeners, and what became of it. */
export class RecordWriter {
  readonly ledger = new EventLedger();
  readonly #accepted: (record: JournalRecord) => void;
  /** Rows of the event log's table of lost lines, as far as the ledger knows them. */
  readonly #knownDrops = new Map<string, number>();
  #session = '';
  #isAhead = false;
  #eventLog: EventLog | undefined;
  #summary: Summary | undefined;
  /** Numbers the records where there is no event log that does. */
  #sequence = 0;

  /** @param accepted - given every record that was taken; never throws */
  constructor(accepted: (record: JournalRecord) => void) {
    this.#accepted = accepted;
  }

  get eventLog(): EventLog | undefined {
    return this.#eventLog;
  }

  get summary(): Summary | undefined {
    return this.#summary;
  }

  /** Whether the summary tells of records that did not get into the event log, or are in it no more. */
  get isAhead(): boolean {
    return this.#isAhead;
  }

  /** Number of the last record. */
  get sequence(): number {
    return this.#eventLog?.stats.sequence ?? this.#sequence;
  }

  /** @param log - absent where the session has none */
  open(session: SummarySession, log: EventLog | undefined): void {
    this.#session = session.session;
    this.#eventLog = log;
    this.#summary = createSummary(log === undefined ? session : { ...session, eventLog: log.fileName });
  }

  /** Goes on with the summary of what is in the event log. */
  replaceSummary(summary: Summary): void {
    this.#summary = summary;
    this.#isAhead = false;
  }

  /**
   * @param renew - of the closing record: its JSON anew, where the event log has to append it once more
   * @returns false if there was no room
   */
  append(record: EncodedRecord, renew?: () => string): boolean {
    const { type, data, time } = record;
    const seq = this.#nextSequence(record, renew);
    if (seq === undefined) return false;
    const accepted = { session: this.#session, seq, type, data, time };
    this.#summary?.add(accepted);
    this.#accepted(accepted);
    return true;
  }

  /** The ledger, with events that were accepted and are lost after all: their file was removed, or the disk refuses. */
  settleLedger(): Ledger {
    for (const [type, count] of Object.entries(this.#eventLog?.stats.droppedByType ?? {})) {
      const known = this.#knownDrops.get(type) ?? 0;
      if (count <= known) continue;
      this.#knownDrops.set(type, count);
      if (!UNTOLD_TYPES.includes(type)) this.#isAhead = true;
      if (!type.startsWith(OWN_TYPE_PREFIX)) this.ledger.lost(type, count - known);
    }
    return this.ledger.snapshot();
  }

  #nextSequence(
    { type, json, time, feedId }: EncodedRecord,
    renew: (() => string) | undefined,
  ): number | undefined {
    const log = this.#eventLog;
    if (log === undefined) {
      this.#sequence += 1;
      return this.#sequence;
    }
    const { dropped } = log.stats;
    void log.append({ type, data: json, isOneLine: true, time, feedId, renew });
    if (log.stats.dropped === dropped) return log.stats.sequence;
    const row = type in log.stats.droppedByType ? type : OTHER_TYPES_ROW;
    this.#knownDrops.set(row, (this.#knownDrops.get(row) ?? 0) + 1);
    return undefined;
  }
}
