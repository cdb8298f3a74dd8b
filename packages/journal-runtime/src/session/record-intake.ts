import type { EventLog } from '@opta/journal-store';
import type { SummarySession } from '@opta/journal-summary';
import type { JournalingConfig } from '../config/journaling-config.js';
import { createEventSelection } from '../events/create-event-selection.js';
import { type EncodedRecord, encodeOwnRecord } from '../events/encode-record.js';
import { EventEncoder } from '../events/event-encoder.js';
import { type NormalEvent, normaliseEvent } from '../events/normalise-event.js';
import { ChunkStreams } from '../redaction/chunk-streams.js';
import type { JournalRedaction } from '../redaction/journal-redaction.js';
import { LostEvents } from './lost-events.js';
import type { RecordWriter } from './record-writer.js';
import type { SessionClock } from './session-clock.js';
import { WaitingRecords } from './waiting-records.js';

/** A text that was kept back because a secret could have begun in it. */
const REST_TYPE = 'journal_text';

/**
 * `starting`: records wait for the event log. `shut`: it cannot be opened at the moment, and they are lost by count.
 * `closed`: the session is being finished.
 */
export type IntakePhase = 'idle' | 'starting' | 'open' | 'shut' | 'closed';

/** The way of an event to the writer: read, selected, without its secrets, encoded, and counted whatever becomes of it. */
export class RecordIntake {
  readonly #redaction: JournalRedaction;
  readonly #clock: SessionClock;
  readonly #now: () => number;
  readonly #writer: RecordWriter;
  readonly #selected: (type: string) => boolean;
  /** Only where texts are written at all. */
  readonly #chunks: ChunkStreams | undefined;
  readonly #encoder: EventEncoder;
  readonly #waiting = new WaitingRecords();
  readonly #lost = new LostEvents();
  #phase: IntakePhase = 'idle';

  constructor(
    { includeEvents, excludeEvents, journalContent }: JournalingConfig,
    { redaction, clock, writer }: { redaction: JournalRedaction; clock: SessionClock; writer: RecordWriter },
  ) {
    this.#redaction = redaction;
    this.#clock = clock;
    this.#now = () => clock.now();
    this.#writer = writer;
    this.#selected = createEventSelection(includeEvents, excludeEvents);
    this.#encoder = new EventEncoder(redaction);
    this.#chunks = journalContent ? new ChunkStreams(redaction) : undefined;
  }

  get phase(): IntakePhase {
    return this.#phase;
  }

  /** Bytes of JSON that wait for the event log to be opened. */
  get waitingBytes(): number {
    return this.#waiting.bytes;
  }

  /** True if the event is on its way to the disk, or in the summary where there is no event log. */
  record(given: unknown): boolean {
    const normal = this.#normalise(given);
    if ('refused' in normal) {
      this.#writer.ledger.refused(normal.refused);
      return false;
    }
    const { data, time, feedId } = normal;
    const type = this.#redaction.redactType(normal.type);
    if (!this.#selected(normal.type)) {
      this.#writer.ledger.skipped(type);
      return false;
    }
    if (!this.#takesRecords()) {
      if (this.#phase === 'shut') this.#lost.add(type, time);
      this.#writer.ledger.dropped(type);
      return false;
    }
    const encoded = this.#encoder.encode({ type, data: this.#inPieces(type, data), time, feedId });
    if (encoded === undefined) {
      this.#writer.ledger.refused(type);
      return false;
    }
    if (!this.#take(encoded)) {
      this.#writer.ledger.dropped(type);
      return false;
    }
    this.#writer.ledger.written();
    return true;
  }

  /** Add one of the journal's own records, which are not counted as events; its texts have no secrets. */
  recordOwn(type: string, data: unknown): boolean {
    if (!this.#takesRecords()) return false;
    const encoded = encodeOwnRecord({ type, data, time: this.#clock.now() });
    return encoded !== undefined && this.#take(encoded);
  }

  /** From now on records wait until the event log is open. */
  begin(): void {
    this.#phase = 'starting';
  }

  /** @param log - absent where the session has none */
  open(session: SummarySession, log: EventLog | undefined): void {
    this.#writer.open(session, log);
    this.#phase = 'open';
    const gap = this.#lost.takeGap(session.timeZone, 'the event log could not be opened');
    if (gap !== undefined) this.recordOwn('journal_gap', gap);
    for (const record of this.#waiting.takeAll()) {
      if (!this.#append(record) && !record.own) this.#writer.ledger.lost(record.type, 1);
    }
  }

  /** What waits for the event log, and what comes until it can be opened, is lost by count. */
  shut(): void {
    this.#phase = 'shut';
    for (const { own, type, time } of this.#waiting.takeAll()) {
      if (own) continue;
      this.#lost.add(type, time);
      this.#writer.ledger.lost(type, 1);
    }
  }

  /** Nothing more is taken but what {@link appendLast} brings. */
  close(): void {
    this.#phase = 'closed';
  }

  /**
   * Append what was kept back of texts that come in pieces, and the record of the end.
   *
   * @param renew - the record's JSON anew, where it has to be appended once more
   */
  appendLast(end: EncodedRecord | undefined, renew: () => string): void {
    for (const rest of this.#chunks?.takeAll() ?? []) {
      const record = encodeOwnRecord({ type: REST_TYPE, data: rest, time: this.#clock.now() });
      if (record !== undefined) this.#append(record);
    }
    if (end !== undefined) this.#append(end, renew);
  }

  #normalise(event: unknown): NormalEvent | { refused: string } {
    try {
      return normaliseEvent(event, this.#now);
    } catch {
      // A getter or proxy of the host that throws.
      return { refused: '(unreadable)' };
    }
  }

  #inPieces(type: string, data: unknown): unknown {
    if (this.#chunks === undefined) return data;
    const { data: redacted, rests } = this.#chunks.take(type, data);
    for (const rest of rests) this.recordOwn(REST_TYPE, rest);
    return redacted;
  }

  #takesRecords(): boolean {
    return this.#phase === 'open' || this.#phase === 'starting';
  }

  #take(record: EncodedRecord): boolean {
    return this.#phase === 'starting' ? this.#waiting.add(record) : this.#append(record);
  }

  /** False if there was no room. */
  #append(record: EncodedRecord, renew?: () => string): boolean {
    const isTaken = this.#writer.append(record, renew);
    if (isTaken && !record.own) this.#clock.saw(record.time);
    return isTaken;
  }
}
