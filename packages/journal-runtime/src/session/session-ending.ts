import type { SessionLog } from '@opta/journal-format';
import { createSummary, type SummaryEnd, type SummarySession } from '@opta/journal-summary';
import { DEFAULT_SESSION_SUMMARY } from '../constants.js';
import type { FinalizeOptions } from '../runtime-journal.js';
import { wellFormed } from '../shown.js';
import type { ProcessEnding } from './process-endings.js';
import { type NotedEnding, resolveEnding } from './resolve-ending.js';
import type { SessionContext } from './session-context.js';
import { sessionEndRecord } from './session-end-record.js';

/** How a session ends: why and when, its closing record, and the log that follows from it. */
export class SessionEnding {
  readonly #context: SessionContext;
  #noted: NotedEnding | undefined;
  /** What was asked for first; it also holds if the process ends before that is done. */
  #asked: { options: FinalizeOptions; ending: ProcessEnding | undefined } | undefined;
  #end: SummaryEnd | undefined;
  #isRecorded = false;
  #log: SessionLog | undefined;

  constructor(context: SessionContext) {
    this.#context = context;
  }

  /** Whether the end stands, so that nothing can come behind it. */
  get isDecided(): boolean {
    return this.#end !== undefined;
  }

  /** Whether the event log has the closing record, or was to get it. */
  get isRecorded(): boolean {
    return this.#isRecorded;
  }

  /** What the session log is named after. */
  get slugText(): string {
    return this.#end?.summary ?? DEFAULT_SESSION_SUMMARY;
  }

  /** Remember a signal or error that the host handles itself. */
  note(ending: ProcessEnding): void {
    this.#noted = { ending, at: this.#context.clock.tick() };
  }

  /** Only the first one counts. */
  ask(options: FinalizeOptions, ending: ProcessEnding | undefined): void {
    this.#asked ??= { options, ending };
  }

  /** Decide the end, and append the closing record; once, however often it is called. */
  record(): void {
    const { config, intake, writer } = this.#context;
    const end = this.#decide();
    if (this.#isRecorded || writer.eventLog === undefined) return;
    this.#isRecorded = true;
    const closing = sessionEndRecord(end, config.timezone);
    // Where lines before it are lost at the end, the one that is the last line must know of them.
    intake.appendLast(closing, () => {
      end.ledger = writer.settleLedger();
      return sessionEndRecord(end, config.timezone)?.json ?? closing?.json ?? 'null';
    });
  }

  /** The log of the session, once its event log is closed; the same one each time. */
  buildLog(session: SummarySession): SessionLog {
    const { writer } = this.#context;
    const end = this.#decide();
    // What could not be written any more is lost; the session log then says so, also where no record of the end could.
    end.ledger = writer.settleLedger();
    this.#log ??= (writer.summary ?? createSummary(session)).toSessionLog(end);
    return this.#log;
  }

  /** The session's log as it would be now, or as it was built. */
  preview(): SessionLog | undefined {
    if (this.#log !== undefined) return this.#log;
    const { clock, writer } = this.#context;
    return writer.summary?.toSessionLog({
      ...clock.end(undefined),
      status: 'running',
      ledger: writer.settleLedger(),
      ...this.#redactions(),
    });
  }

  #decide(): SummaryEnd {
    this.#end ??= this.#buildEnd();
    return this.#end;
  }

  #buildEnd(): SummaryEnd {
    const { clock, redaction, writer } = this.#context;
    const { options = {}, ending } = this.#asked ?? {};
    const { status, reason } = resolveEnding(ending ?? { status: 'clean' }, this.#noted, clock.tick());
    const summary = options.summary?.trim();
    return {
      ...clock.end(options.endedAt),
      status,
      ledger: writer.settleLedger(),
      ...(reason === undefined ? {} : { reason: redaction.redactText(wellFormed(reason)) }),
      ...(summary ? { summary: redaction.redactText(wellFormed(summary)) } : {}),
      ...this.#redactions(),
    };
  }

  #redactions(): Pick<SummaryEnd, 'redactions'> {
    const { counts } = this.#context.redaction;
    return Object.keys(counts).length === 0 ? {} : { redactions: { ...counts } };
  }
}
