import type { SessionLog } from '@opta/journal-format';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import {
  createSessionPulse,
  type HostIdentity,
  publishOnce,
  readHostIdentity,
  type SessionPulse,
} from '@opta/journal-recovery';
import type { EventLog, JournalStore } from '@opta/journal-store';
import {
  createSummary,
  type Ledger,
  type SummaryEnd,
  type SummarySession,
  type SummarySnapshot,
} from '@opta/journal-summary';
import type { JournalingConfig } from '../config/journaling-config.js';
import { DEFAULT_SESSION_SUMMARY } from '../constants.js';
import { JournalRuntimeError } from '../errors.js';
import { createEventSelection } from '../events/create-event-selection.js';
import { type EncodedRecord, encodeEvent, encodeOwnRecord } from '../events/encode-record.js';
import type { JournalRecord } from '../events/journal-event.js';
import { type NormalEvent, normaliseEvent } from '../events/normalise-event.js';
import { type ChunkRest, ChunkStreams } from '../redaction/chunk-streams.js';
import type { JournalRedaction } from '../redaction/journal-redaction.js';
import type { CodedError, FinalizeOptions, JournalState, StartInfo } from '../runtime-journal.js';
import { wellFormed } from '../shown.js';
import { toCodedError } from '../to-coded-error.js';
import { beginSession } from './begin-session.js';
import { createRetry } from './create-retry.js';
import { describeStartError } from './describe-start-error.js';
import { journalStartOf } from './journal-start-of.js';
import { LostEvents } from './lost-events.js';
import type { ProcessEnding } from './process-endings.js';
import { RecordWriter } from './record-writer.js';
import { type NotedEnding, resolveEnding } from './resolve-ending.js';
import { SessionClock, type SessionClockOptions } from './session-clock.js';
import { sessionEndRecord } from './session-end-record.js';
import { WaitingRecords } from './waiting-records.js';

export interface SessionRecorderOptions extends SessionClockOptions {
  config: JournalingConfig;
  store: JournalStore;
  redaction: JournalRedaction;
  fileSystem?: FileSystem | undefined;
  /** Told every failure; never throws. */
  report(error: unknown): void;
  /** Given every accepted record; never throws. */
  accepted(record: JournalRecord): void;
  /** Called once, when the folders can be used; never throws. */
  ready(): void;
}

export interface PublishedSession {
  path: string;
  fileName: string;
}

/** `shut`: the event log cannot be opened at the moment. */
type Phase = 'idle' | 'starting' | 'open' | 'shut' | 'finalizing' | 'finalized';

/**
 * One session from its start to its log: the way of an event into event log and summary, and of the
 * summary into the session log.
 */
export class SessionRecorder {
  readonly #options: SessionRecorderOptions;
  readonly #config: JournalingConfig;
  readonly #store: JournalStore;
  readonly #redaction: JournalRedaction;
  /** Only where texts are written at all. */
  readonly #chunks: ChunkStreams | undefined;
  readonly #clock: SessionClock;
  readonly #selected: (type: string) => boolean;
  readonly #writer: RecordWriter;
  readonly #waiting = new WaitingRecords();
  readonly #lost = new LostEvents();
  readonly #retry = createRetry(() => void this.#open());

  #phase: Phase = 'idle';
  #session: SummarySession | undefined;
  #opening: Promise<CodedError | undefined> | undefined;
  /** Why folders or event log cannot be used; undefined once they can. */
  #failure: CodedError | undefined;
  #ready = false;

  #noted: NotedEnding | undefined;
  /** What the first finish() was asked for; it also holds if the process ends before that is done. */
  #asked: { options: FinalizeOptions; ending: ProcessEnding | undefined } | undefined;
  #end: SummaryEnd | undefined;
  #endAppended = false;
  #finalLog: SessionLog | undefined;
  #finishing: Promise<PublishedSession> | undefined;
  #published: PublishedSession | undefined;
  #pulse: SessionPulse | undefined;

  constructor(options: SessionRecorderOptions) {
    this.#options = options;
    this.#config = options.config;
    this.#store = options.store;
    this.#redaction = options.redaction;
    this.#chunks = options.config.journalContent ? new ChunkStreams(options.redaction) : undefined;
    this.#clock = new SessionClock(options);
    this.#writer = new RecordWriter(options.accepted);
    this.#selected = createEventSelection(options.config.includeEvents, options.config.excludeEvents);
  }

  get state(): Exclude<JournalState, 'disabled'> {
    if (this.#phase === 'shut') return 'degraded';
    if (this.#phase !== 'open') return this.#phase;
    const healthy = this.#failure === undefined && this.#writer.eventLog?.stats.lastError === undefined;
    return healthy ? 'running' : 'degraded';
  }

  get session(): SummarySession | undefined {
    return this.#session;
  }

  get eventLog(): EventLog | undefined {
    return this.#writer.eventLog;
  }

  get published(): PublishedSession | undefined {
    return this.#published;
  }

  get ledger(): Ledger {
    return this.#writer.settleLedger();
  }

  get queuedBytes(): number {
    return this.#waiting.bytes + (this.#writer.eventLog?.stats.queuedBytes ?? 0);
  }

  snapshot(): SummarySnapshot | undefined {
    return this.#writer.summary?.snapshot();
  }

  /** The session's log as it would be now, or as it was published. */
  preview(): SessionLog | undefined {
    if (this.#finalLog !== undefined) return this.#finalLog;
    return this.#writer.summary?.toSessionLog({
      ...this.#clock.end(undefined),
      status: 'running',
      ledger: this.ledger,
      ...this.#redactions(),
    });
  }

  /**
   * Open the session; after a failure, try once more.
   *
   * @throws {JOURNAL_RUNTIME_FINALIZED} when the session is over
   * @throws {JOURNAL_RUNTIME_FOLDER_UNUSABLE} when nothing can be written; it is tried again by itself
   */
  async start(info: StartInfo): Promise<{ session: string; eventLog?: string }> {
    if (this.#phase === 'finalizing' || this.#phase === 'finalized') throw finalizedError();
    const session = this.#session ?? this.#begin(info);
    const error = this.#ready ? undefined : await this.#open();
    if (error !== undefined) throw error;
    const fileName = this.#writer.eventLog?.fileName;
    return { session: session.session, ...(fileName === undefined ? {} : { eventLog: fileName }) };
  }

  /** True if the event is on its way to the disk, or in the summary where there is no event log. */
  record(event: unknown): boolean {
    const normal = this.#normalise(event);
    if ('refused' in normal) {
      this.#writer.ledger.refused(normal.refused);
      return false;
    }
    const { data, time } = normal;
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
    const encoded = encodeEvent({ type, data: this.#inPieces(type, data), time }, this.#redaction);
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

  #inPieces(type: string, data: unknown): unknown {
    if (this.#chunks === undefined) return data;
    const { data: redacted, rests } = this.#chunks.take(type, data);
    this.#recordRests(rests);
    return redacted;
  }

  #recordRests(rests: readonly ChunkRest[]): void {
    for (const rest of rests) this.recordOwn('journal_text', rest);
  }

  #normalise(event: unknown): NormalEvent | { refused: string } {
    try {
      return normaliseEvent(event, this.#clock.now());
    } catch {
      // A getter or proxy of the host that throws.
      return { refused: '(unreadable)' };
    }
  }

  /** Add one of the journal's own records, which are not counted as events; its texts have no secrets. */
  recordOwn(type: string, data: unknown): boolean {
    if (!this.#takesRecords()) return false;
    const encoded = encodeOwnRecord({ type, data, time: this.#clock.now() });
    return encoded !== undefined && this.#take(encoded);
  }

  #appendOwn(type: string, data: unknown): void {
    const encoded = encodeOwnRecord({ type, data, time: this.#clock.now() });
    if (encoded !== undefined) this.#append(encoded);
  }

  /** Remember a signal or error that the host handles itself. */
  note(ending: ProcessEnding): void {
    this.#noted = { ending, at: this.#clock.tick() };
  }

  /**
   * Finish the session once, whoever asks and however often; after a failure it can be asked again.
   *
   * @throws {JOURNAL_RUNTIME_NOT_STARTED} when there is no session
   */
  async finish(options: FinalizeOptions, ending?: ProcessEnding): Promise<PublishedSession> {
    if (this.#session === undefined) throw notStartedError();
    this.#asked ??= { options, ending };
    this.#finishing ??= this.#finish().finally(() => {
      this.#finishing = undefined;
    });
    return this.#finishing;
  }

  /** Finish the session before returning, for a process that has no further turn. */
  finishSync(ending: ProcessEnding): void {
    if (this.#published !== undefined || this.#session === undefined) return;
    this.#closeIntake();
    this.#asked ??= { options: {}, ending };
    this.#end ??= this.#buildEnd();
    this.#appendEnd();
    this.#writer.eventLog?.closeSync();
    this.#end.ledger = this.ledger;
    this.#finalLog ??= this.#buildLog();
    this.#published = this.#store.publishSessionLogSync(this.#finalLog, {
      summary: this.#slugText(),
      dialect: this.#config.dialect,
    });
    this.#phase = 'finalized';
    this.#pulse?.stopSync();
  }

  #begin(info: StartInfo): SummarySession {
    const startedAt = this.#clock.begin(info.startedAt);
    const session = beginSession(info, startedAt, this.#options);
    this.#session = session;
    this.#phase = 'starting';
    // Without an event log there is nothing that events would have to wait for.
    if (!this.#config.eventJsonlEnabled) this.#opened(session, undefined);
    return session;
  }

  #open(): Promise<CodedError | undefined> {
    this.#opening ??= this.#tryOpen().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #tryOpen(): Promise<CodedError | undefined> {
    this.#retry.cancel();
    const session = this.#session as SummarySession;
    const unprepared = await this.#store.prepare().then(
      () => undefined,
      (error: unknown) => error ?? new Error('prepare() failed'),
    );
    const identity = await readHostIdentity();
    try {
      if (this.#config.eventJsonlEnabled) {
        // It creates its folder itself: what keeps the other one from being prepared need not stop it.
        this.#opened(session, await this.#openEventLog(session, identity));
      } else if (unprepared !== undefined) {
        throw unprepared;
      }
      await this.#beginPulse(session, identity);
      if (!this.#ready) this.#options.ready();
      this.#ready = true;
      this.#failure = undefined;
      this.#retry.reset();
      if (unprepared !== undefined) this.#options.report(describeStartError(unprepared));
    } catch (error) {
      this.#failed(describeStartError(error));
    }
    return this.#failure;
  }

  #failed(failure: CodedError): void {
    // The same failure is told once, not with every attempt.
    if (this.#failure?.message !== failure.message) this.#options.report(failure);
    this.#failure = failure;
    if (this.#config.eventJsonlEnabled) this.#shut();
    if (this.#end === undefined) this.#retry.schedule();
  }

  /** Without an event log the first snapshot is what a recovery will find, so it is waited for. */
  async #beginPulse(session: SummarySession, identity: HostIdentity): Promise<void> {
    const { fileSystem } = this.#options;
    const { eventJsonlEnabled, dialect } = this.#config;
    const summary = this.#writer.summary;
    if (this.#pulse !== undefined || summary === undefined || this.#end !== undefined) return;
    this.#pulse = createSessionPulse({
      sessionLogsDir: this.#store.sessionLogsDir,
      session: session.session,
      now: () => {
        const { endedAt, durationMs } = this.#clock.end(undefined);
        const { sequence } = this.#writer;
        return { time: endedAt, elapsedMs: durationMs, sequence };
      },
      ...(eventJsonlEnabled ? {} : { snapshot: { device: session.device, identity, dialect, summary } }),
      ...(fileSystem === undefined ? {} : { fileSystem }),
    });
    const beat = this.#pulse.beat();
    if (!eventJsonlEnabled) await beat;
  }

  #openEventLog(session: SummarySession, identity: HostIdentity): Promise<EventLog> {
    const { durability, flushIntervalMs, maxEventLogBytes } = this.#config;
    return this.#store.openEventLog({
      start: journalStartOf(session, identity, this.#config),
      durability,
      flushIntervalMs,
      maxEventLogBytes,
      onError: (error) =>
        this.#options.report(toCodedError(error, 'Writing the event log', 'JOURNAL_RUNTIME_WRITE_FAILED')),
    });
  }

  #opened(session: SummarySession, log: EventLog | undefined): void {
    this.#writer.open(session, log);
    this.#phase = 'open';
    const gap = this.#lost.takeGap(session.timeZone, 'the event log could not be opened');
    if (gap !== undefined) this.recordOwn('journal_gap', gap);
    for (const record of this.#waiting.takeAll()) {
      if (!this.#append(record) && !record.own) this.#writer.ledger.lost(record.type, 1);
    }
  }

  /** What waits for the event log, and what comes until it can be opened, is lost by count. */
  #shut(): void {
    this.#phase = 'shut';
    for (const { own, type, time } of this.#waiting.takeAll()) {
      if (own) continue;
      this.#lost.add(type, time);
      this.#writer.ledger.lost(type, 1);
    }
  }

  #takesRecords(): boolean {
    return this.#phase === 'open' || this.#phase === 'starting';
  }

  #take(record: EncodedRecord): boolean {
    return this.#phase === 'starting' ? this.#waiting.add(record) : this.#append(record);
  }

  /** False if there was no room. */
  #append(record: EncodedRecord): boolean {
    const isTaken = this.#writer.append(record);
    if (isTaken && !record.own) this.#clock.saw(record.time);
    return isTaken;
  }

  async #finish(): Promise<PublishedSession> {
    await this.#opening;
    // The folder may have been mended since the last attempt.
    if (!this.#ready && this.#end === undefined) await this.#open();
    // Each time the disk has answered, finishSync may have come between.
    if (this.#published !== undefined) return this.#published;
    this.#closeIntake();
    await this.#flush();
    if (this.#published !== undefined) return this.#published;
    this.#end ??= this.#buildEnd();
    this.#appendEnd();
    await this.#writer.eventLog?.close();
    if (this.#published !== undefined) return this.#published;
    // What could not be written any more is lost; the session log then says so, as the record of the end cannot.
    this.#end.ledger = this.ledger;
    this.#finalLog ??= this.#buildLog();
    const published = await this.#publish(this.#finalLog);
    const first = this.#published ?? published;
    this.#published = first;
    this.#phase = 'finalized';
    await this.#pulse?.stop();
    return first;
  }

  /** Who was silent for long may have been taken for dead, and its log published under another name. */
  #publish(log: SessionLog): Promise<PublishedSession> {
    const summary = this.#slugText();
    const { dialect } = this.#config;
    if (this.#pulse?.wasSilent !== true) return this.#store.publishSessionLog(log, { summary, dialect });
    return publishOnce(this.#store, log, {
      session: log.session ?? '',
      eventLog: log.eventLog,
      summary,
      dialect,
      fileSystem: this.#options.fileSystem ?? nodeFileSystem,
    });
  }

  /** While the disk refuses events, the session cannot be finished without losing them. */
  async #flush(): Promise<void> {
    if (this.#endAppended) return;
    await this.#writer.eventLog?.flush();
    const { lastError, queuedBytes } = this.#writer.eventLog?.stats ?? {};
    if (lastError !== undefined && queuedBytes !== 0) throw lastError;
  }

  #closeIntake(): void {
    this.#retry.cancel();
    this.#phase = 'finalizing';
  }

  #buildEnd(): SummaryEnd {
    const { options = {}, ending } = this.#asked ?? {};
    const { status, reason } = resolveEnding(ending ?? { status: 'clean' }, this.#noted, this.#clock.tick());
    const summary = options.summary?.trim();
    return {
      ...this.#clock.end(options.endedAt),
      status,
      ledger: this.ledger,
      ...(reason === undefined ? {} : { reason: this.#redaction.redactText(wellFormed(reason)) }),
      ...(summary ? { summary: this.#redaction.redactText(wellFormed(summary)) } : {}),
      ...this.#redactions(),
    };
  }

  #redactions(): Pick<SummaryEnd, 'redactions'> {
    const { counts } = this.#redaction;
    return Object.keys(counts).length === 0 ? {} : { redactions: { ...counts } };
  }

  #appendEnd(): void {
    if (this.#endAppended || this.#writer.eventLog === undefined || this.#end === undefined) return;
    this.#endAppended = true;
    for (const rest of this.#chunks?.takeAll() ?? []) this.#appendOwn('journal_text', rest);
    const record = sessionEndRecord(this.#end, this.#config.timezone);
    if (record !== undefined) this.#append(record);
  }

  #buildLog(): SessionLog {
    const summary = this.#writer.summary ?? createSummary(this.#session as SummarySession);
    return summary.toSessionLog(this.#end as SummaryEnd);
  }

  #slugText(): string {
    return this.#end?.summary ?? DEFAULT_SESSION_SUMMARY;
  }
}

function finalizedError(): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_FINALIZED',
    'The session is finished and cannot be started again. Create another runtime journal for another session.',
  );
}

function notStartedError(): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_NOT_STARTED',
    'The session cannot be finished because it was never started. Call start() first.',
  );
}
