import {
  createSessionPulse,
  type HostIdentity,
  readHostIdentity,
  type SessionPulse,
} from '@opta/journal-recovery';
import type { EventLog } from '@opta/journal-store';
import type { SummarySession } from '@opta/journal-summary';
import type { CodedError } from '../runtime-journal.js';
import { toCodedError } from '../to-coded-error.js';
import { createRetry } from './create-retry.js';
import { describeStartError } from './describe-start-error.js';
import { journalStartOf } from './journal-start-of.js';
import type { SessionContext } from './session-context.js';

export interface SessionOpeningEvents {
  /** Told every failure; never throws. */
  report(error: unknown): void;
  /** Called once, when the folders can be used; never throws. */
  ready(): void;
}

/** Gets the folders, the event log and the heartbeat of a session going, and tries again for as long as that fails. */
export class SessionOpening {
  readonly #context: SessionContext;
  readonly #events: SessionOpeningEvents;
  readonly #retry = createRetry(() => void this.open());
  #session: SummarySession | undefined;
  #attempt: Promise<void> | undefined;
  #failure: CodedError | undefined;
  #isReady = false;
  #isEnded = false;
  #pulse: SessionPulse | undefined;

  constructor(context: SessionContext, events: SessionOpeningEvents) {
    this.#context = context;
    this.#events = events;
  }

  /** Why folders or event log cannot be used; undefined once they can. */
  get failure(): CodedError | undefined {
    return this.#failure;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Absent until the session can be seen to live. */
  get pulse(): SessionPulse | undefined {
    return this.#pulse;
  }

  begin(session: SummarySession): void {
    this.#session = session;
    this.#context.intake.begin();
    // Without an event log there is nothing that events would have to wait for.
    if (!this.#context.config.eventJsonlEnabled) this.#context.intake.open(session, undefined);
  }

  /** Try once, or wait for the attempt that is under way; {@link failure} says what came of it. */
  open(): Promise<void> {
    this.#attempt ??= this.#tryOpen(this.#session as SummarySession).finally(() => {
      this.#attempt = undefined;
    });
    return this.#attempt;
  }

  /** Resolves when no attempt is under way. */
  async settled(): Promise<void> {
    await this.#attempt;
  }

  /** The session is being finished: no further attempt comes by itself. */
  end(): void {
    this.#isEnded = true;
    this.#retry.cancel();
  }

  async #tryOpen(session: SummarySession): Promise<void> {
    this.#retry.cancel();
    const { config, intake } = this.#context;
    const preparing = this.#prepare();
    try {
      const identity = await readHostIdentity();
      // It creates its folder itself: what keeps the other one from being prepared need not stop it.
      if (config.eventJsonlEnabled) intake.open(session, await this.#openEventLog(session, identity));
      const unprepared = await preparing;
      if (unprepared !== undefined && !config.eventJsonlEnabled) throw unprepared;
      await this.#beginPulse(session, identity);
      this.#opened();
      if (unprepared !== undefined) this.#events.report(describeStartError(unprepared));
    } catch (error) {
      await preparing;
      this.#failed(describeStartError(error));
    }
  }

  /** @returns why the folders cannot be prepared; undefined where they are. Never rejects. */
  async #prepare(): Promise<unknown> {
    try {
      await this.#context.store.prepare();
      return undefined;
    } catch (error) {
      return error ?? new Error('prepare() failed');
    }
  }

  #openEventLog(session: SummarySession, identity: HostIdentity): Promise<EventLog> {
    const { config, store } = this.#context;
    const { durability, flushIntervalMs, maxEventLogBytes } = config;
    return store.openEventLog({
      start: journalStartOf(session, identity, config),
      durability,
      flushIntervalMs,
      maxEventLogBytes,
      onError: (error) =>
        this.#events.report(toCodedError(error, 'Writing the event log', 'JOURNAL_RUNTIME_WRITE_FAILED')),
    });
  }

  /** Without an event log the first snapshot is what a recovery will find, so it is waited for. */
  async #beginPulse(session: SummarySession, identity: HostIdentity): Promise<void> {
    const { config, store, fileSystem, clock, writer } = this.#context;
    const { eventJsonlEnabled, dialect } = config;
    const { summary } = writer;
    if (this.#pulse !== undefined || summary === undefined || this.#isEnded) return;
    this.#pulse = createSessionPulse({
      sessionLogsDir: store.sessionLogsDir,
      session: session.session,
      now: () => {
        const { endedAt, durationMs } = clock.end(undefined);
        return { time: endedAt, elapsedMs: durationMs, sequence: writer.sequence };
      },
      ...(eventJsonlEnabled ? {} : { snapshot: { device: session.device, identity, dialect, summary } }),
      fileSystem,
    });
    // Beside an event log it is no proof of anything yet: the host goes on first.
    if (eventJsonlEnabled) setImmediate(() => void this.#pulse?.beat());
    else await this.#pulse.beat();
  }

  #opened(): void {
    if (!this.#isReady) this.#events.ready();
    this.#isReady = true;
    this.#failure = undefined;
    this.#retry.reset();
  }

  #failed(failure: CodedError): void {
    // The same failure is told once, not with every attempt.
    if (this.#failure?.message !== failure.message) this.#events.report(failure);
    this.#failure = failure;
    if (this.#context.config.eventJsonlEnabled) this.#context.intake.shut();
    if (!this.#isEnded) this.#retry.schedule();
  }
}
