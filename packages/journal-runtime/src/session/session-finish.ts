import type { SessionLog } from '@opta/journal-format';
import { publishOnce } from '@opta/journal-recovery';
import type { EventLog } from '@opta/journal-store';
import type { SummarySession } from '@opta/journal-summary';
import { fitSummary, fitSummarySync } from './fit-summary.js';
import type { SessionContext } from './session-context.js';
import type { SessionEnding } from './session-ending.js';
import type { SessionOpening } from './session-opening.js';

export interface PublishedSession {
  path: string;
  fileName: string;
}

/** The way from a running session to its published log: once, whoever asks and however often. */
export class SessionFinish {
  readonly #context: SessionContext;
  readonly #opening: SessionOpening;
  readonly #ending: SessionEnding;
  #running: Promise<PublishedSession> | undefined;
  #published: PublishedSession | undefined;

  constructor(context: SessionContext, opening: SessionOpening, ending: SessionEnding) {
    this.#context = context;
    this.#opening = opening;
    this.#ending = ending;
  }

  get published(): PublishedSession | undefined {
    return this.#published;
  }

  /** Finish the session; after a failure it can be asked again. */
  run(session: SummarySession): Promise<PublishedSession> {
    this.#running ??= this.#run(session).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** The same before returning, also while {@link run} is under way. */
  runSync(session: SummarySession): void {
    if (this.#published !== undefined) return;
    this.#closeIntake();
    this.#ending.record();
    this.#context.writer.eventLog?.closeSync();
    fitSummarySync(this.#context, session);
    const log = this.#ending.buildLog(session);
    this.#published = this.#context.store.publishSessionLogSync(log, this.#publishOptions());
    this.#opening.pulse?.stopSync();
  }

  async #run(session: SummarySession): Promise<PublishedSession> {
    await this.#opening.settled();
    // The folder may have been mended since the last attempt.
    if (!this.#opening.isReady && !this.#ending.isDecided) await this.#opening.open();
    // Each time the disk has answered, runSync may have come between.
    if (this.#published !== undefined) return this.#published;
    this.#closeIntake();
    await this.#flush();
    if (this.#published !== undefined) return this.#published;
    this.#ending.record();
    await this.#context.writer.eventLog?.close();
    if (this.#published !== undefined) return this.#published;
    await fitSummary(this.#context, session);
    if (this.#published !== undefined) return this.#published;
    const published = await this.#publish(this.#ending.buildLog(session));
    const first = this.#published ?? published;
    this.#published = first;
    await this.#opening.pulse?.stop();
    return first;
  }

  #closeIntake(): void {
    this.#opening.end();
    this.#context.intake.close();
  }

  /**
   * While the disk refuses events, the session cannot be finished without losing them. A full one may stay so for
   * long: there they are given up for what was set aside for the end.
   */
  async #flush(): Promise<void> {
    const { eventLog } = this.#context.writer;
    if (eventLog === undefined || this.#ending.isRecorded) return;
    await eventLog.flush();
    if (stuckWith(eventLog) !== undefined && (await eventLog.makeRoom())) await eventLog.flush();
    const error = stuckWith(eventLog);
    if (error !== undefined) throw error;
  }

  /** Who was silent for long may have been taken for dead, and its log published under another name. */
  #publish(log: SessionLog): Promise<PublishedSession> {
    const { store, fileSystem } = this.#context;
    const options = this.#publishOptions();
    if (this.#opening.pulse?.wasSilent !== true) return store.publishSessionLog(log, options);
    return publishOnce(store, log, {
      session: log.session ?? '',
      eventLog: log.eventLog,
      ...options,
      fileSystem,
    });
  }

  #publishOptions(): { summary: string; dialect: SessionContext['config']['dialect'] } {
    return { summary: this.#ending.slugText, dialect: this.#context.config.dialect };
  }
}

/** Why lines wait for the disk, if they do. */
function stuckWith({ stats }: EventLog): Error | undefined {
  return stats.queuedBytes === 0 ? undefined : stats.lastError;
}
