import type { SessionLog } from '@opta/journal-format';
import { type FileSystem, nodeFileSystem } from '@opta/journal-fs';
import type { EventLog, JournalStore } from '@opta/journal-store';
import type { Ledger, SummarySession, SummarySnapshot } from '@opta/journal-summary';
import type { JournalingConfig } from '../config/journaling-config.js';
import { JournalRuntimeError } from '../errors.js';
import type { JournalRecord } from '../events/journal-event.js';
import type { JournalRedaction } from '../redaction/journal-redaction.js';
import type { FinalizeOptions, JournalState, StartInfo } from '../runtime-journal.js';
import { beginSession } from './begin-session.js';
import type { ProcessEnding } from './process-endings.js';
import { RecordIntake } from './record-intake.js';
import { RecordWriter } from './record-writer.js';
import { SessionClock, type SessionClockOptions } from './session-clock.js';
import type { SessionContext } from './session-context.js';
import { SessionEnding } from './session-ending.js';
import { type PublishedSession, SessionFinish } from './session-finish.js';
import { SessionOpening, type SessionOpeningEvents } from './session-opening.js';

export interface SessionRecorderOptions extends SessionClockOptions, SessionOpeningEvents {
  config: JournalingConfig;
  store: JournalStore;
  redaction: JournalRedaction;
  fileSystem?: FileSystem | undefined;
  /** Given every accepted record; never throws. */
  accepted(record: JournalRecord): void;
}

/**
 * One session from its start to its log: the way of an event into event log and summary, and of the
 * summary into the session log.
 */
export class SessionRecorder {
  readonly #context: SessionContext;
  readonly #intake: RecordIntake;
  readonly #opening: SessionOpening;
  readonly #ending: SessionEnding;
  readonly #finish: SessionFinish;
  #session: SummarySession | undefined;

  constructor(options: SessionRecorderOptions) {
    const { config, store, redaction, fileSystem = nodeFileSystem } = options;
    const clock = new SessionClock(options);
    const writer = new RecordWriter(options.accepted);
    this.#intake = new RecordIntake(config, { redaction, clock, writer });
    this.#context = { config, store, redaction, fileSystem, clock, writer, intake: this.#intake };
    this.#opening = new SessionOpening(this.#context, options);
    this.#ending = new SessionEnding(this.#context);
    this.#finish = new SessionFinish(this.#context, this.#opening, this.#ending);
  }

  get state(): Exclude<JournalState, 'disabled'> {
    const { phase } = this.#intake;
    if (this.published !== undefined) return 'finalized';
    if (phase === 'closed') return 'finalizing';
    if (phase === 'shut') return 'degraded';
    if (phase !== 'open') return phase;
    const isHealthy = this.#opening.failure === undefined && this.eventLog?.stats.lastError === undefined;
    return isHealthy ? 'running' : 'degraded';
  }

  get session(): SummarySession | undefined {
    return this.#session;
  }

  get eventLog(): EventLog | undefined {
    return this.#context.writer.eventLog;
  }

  get published(): PublishedSession | undefined {
    return this.#finish.published;
  }

  get ledger(): Ledger {
    return this.#context.writer.settleLedger();
  }

  /** Number of the last record. */
  get sequence(): number {
    return this.#context.writer.sequence;
  }

  get queuedBytes(): number {
    return this.#intake.waitingBytes + (this.eventLog?.stats.queuedBytes ?? 0);
  }

  snapshot(): SummarySnapshot | undefined {
    return this.#context.writer.summary?.snapshot();
  }

  /** The session's log as it would be now, or as it was published. */
  preview(): SessionLog | undefined {
    return this.#ending.preview();
  }

  /**
   * Open the session; after a failure, try once more.
   *
   * @throws {JOURNAL_RUNTIME_FINALIZED} when the session is over
   * @throws {JOURNAL_RUNTIME_FOLDER_UNUSABLE} when nothing can be written; it is tried again by itself
   */
  async start(info: StartInfo): Promise<{ session: string; eventLog?: string }> {
    if (this.state === 'finalizing' || this.state === 'finalized') throw finalizedError();
    const session = this.#session ?? this.#begin(info);
    if (!this.#opening.isReady) await this.#opening.open();
    const { failure } = this.#opening;
    if (failure !== undefined) throw failure;
    const fileName = this.eventLog?.fileName;
    return { session: session.session, ...(fileName === undefined ? {} : { eventLog: fileName }) };
  }

  /** True if the event is on its way to the disk, or in the summary where there is no event log. */
  record(event: unknown): boolean {
    return this.#intake.record(event);
  }

  /** Add one of the journal's own records, which are not counted as events; its texts have no secrets. */
  recordOwn(type: string, data: unknown): boolean {
    return this.#intake.recordOwn(type, data);
  }

  /** Remember a signal or error that the host handles itself. */
  note(ending: ProcessEnding): void {
    this.#ending.note(ending);
  }

  /**
   * Finish the session once, whoever asks and however often; after a failure it can be asked again.
   *
   * @throws {JOURNAL_RUNTIME_NOT_STARTED} when there is no session
   */
  async finish(options: FinalizeOptions, ending?: ProcessEnding): Promise<PublishedSession> {
    if (this.#session === undefined) throw notStartedError();
    this.#ending.ask(options, ending);
    return this.#finish.run(this.#session);
  }

  /** Finish the session before returning, for a process that has no further turn. */
  finishSync(ending: ProcessEnding): void {
    if (this.#session === undefined) return;
    this.#ending.ask({}, ending);
    this.#finish.runSync(this.#session);
  }

  #begin(info: StartInfo): SummarySession {
    const { config, redaction, clock } = this.#context;
    const session = beginSession(info, clock.begin(info.startedAt), { config, redaction });
    this.#session = session;
    this.#opening.begin(session);
    return session;
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
