import { formatSessionLog } from '@opta/journal-format';
import { bindBus } from './bind-bus.js';
import type { JournalingConfig, JournalingConfigInput } from './config/journaling-config.js';
import { loadJournalingConfig } from './config/load-journaling-config.js';
import { createConfiguredStore } from './create-configured-store.js';
import { createDisabledJournal } from './create-disabled-journal.js';
import { createErrorReport } from './create-error-report.js';
import { createListenerList } from './create-listener-list.js';
import { JournalRuntimeError, type JournalRuntimeErrorCode } from './errors.js';
import type { JournalRecord } from './events/journal-event.js';
import { NOTE_KINDS } from './note-kinds.js';
import { createJournalRedaction } from './redaction/journal-redaction.js';
import { withoutSecrets } from './redaction/without-secrets.js';
import type {
  CodedError,
  Failure,
  JournalStatus,
  RuntimeJournal,
  RuntimeJournalOptions,
} from './runtime-journal.js';
import { createBackgroundRecovery } from './session/background-recovery.js';
import { createBackgroundRetention } from './session/background-retention.js';
import { watchProcessEndings } from './session/process-endings.js';
import { SessionRecorder } from './session/session-recorder.js';
import { shown } from './shown.js';
import { toCodedError } from './to-coded-error.js';
import { createUpdateLogWriter } from './update-log/create-update-log-writer.js';

const BAD_REQUESTS: readonly string[] = [
  'JOURNAL_RUNTIME_UPDATE_LOG_INVALID',
  'JOURNAL_IDS_SERIES_UNKNOWN',
  'JOURNAL_IDS_RANGE_INVALID',
];

/**
 * The journal of one runtime of a server or program.
 *
 * Nothing touches the disk before `start`. After this call nothing throws or rejects: failures are
 * returned, reported to `onError` and shown by `status()`, and the host goes on.
 *
 * @param config settings in snake_case or camelCase; see `JournalingConfig` for the defaults
 * @throws {JOURNAL_RUNTIME_CONFIG_INVALID} with every unknown key and unusable value at once
 * @remarks A process that is killed (SIGKILL, power cut) writes no session log. The next one that starts in the same
 *   folder does it, from the event log.
 * @example
 * const journal = createRuntimeJournal({ session_logs_dir: 'logs' }, { handleSignals: true });
 * await journal.start({ model: 'opta-lmx/0.1.0' });
 * journal.bind(bus);
 * // … until the process ends; or:
 * const log = await journal.finalize({ summary: 'First evening' });
 */
export function createRuntimeJournal(
  config: JournalingConfigInput = {},
  options: RuntimeJournalOptions = {},
): RuntimeJournal {
  const settings = loadJournalingConfig({
    config,
    ...(options.environment === undefined ? {} : { environment: options.environment }),
    ...(options.baseDirectory === undefined ? {} : { baseDirectory: options.baseDirectory }),
  });
  return settings.enabled ? createEnabledJournal(settings, options) : createDisabledJournal(settings);
}

function createEnabledJournal(config: JournalingConfig, options: RuntimeJournalOptions): RuntimeJournal {
  const { clock, fileSystem, monotonicClock } = options;
  const redaction = createJournalRedaction(config, (error) => errors.report(error));
  const errors = createErrorReport({ onError: options.onError, clock, redaction });
  const listeners = createListenerList<JournalRecord>(errors.report);
  const bound = new Set<() => void>();
  const store = createConfiguredStore(config, fileSystem);
  const recovery = createBackgroundRecovery({ config, store, fileSystem, report: errors.report });
  const retention = createBackgroundRetention({
    config,
    store,
    clock: clock ?? Date.now,
    report: errors.report,
  });
  const recorder = new SessionRecorder({
    config,
    store,
    redaction,
    clock,
    monotonicClock,
    fileSystem,
    report: errors.report,
    accepted: listeners.notify,
    ready: () => {
      if (options.recover !== false) recovery.begin(recorder.session?.session ?? '');
      // A session that waits for its recovery never goes.
      retention.begin(recovery.done);
    },
  });
  const updates = createUpdateLogWriter({
    config,
    store,
    redaction,
    clock,
    fileSystem,
    repositoryDirectory: options.baseDirectory ?? process.cwd(),
    onError: errors.report,
  });
  const updateLogs = { written: 0, failed: 0 };
  let unwatch: () => void = () => undefined;

  function failure(error: unknown, doing: string, code?: JournalRuntimeErrorCode): Failure {
    const coded = withoutSecrets(toCodedError(error, doing, code), redaction);
    // A bad request is its sender's affair; everything else is the journal's.
    if (!BAD_REQUESTS.includes(coded.code)) errors.report(coded);
    return { ok: false, error: coded };
  }

  function release(): void {
    unwatch();
    recovery.end();
    retention.end();
    for (const unbind of [...bound]) unbind();
  }

  function watch(): void {
    unwatch();
    unwatch = watchProcessEndings({
      noted: (ending) => recorder.note(ending),
      finish: async (ending) => {
        try {
          await recorder.finish({}, ending);
          await updates.close();
          release();
        } catch (error) {
          failure(error, 'Finishing the session');
        }
      },
      finishSync: (ending) => {
        try {
          recorder.finishSync(ending);
        } catch (error) {
          failure(error, 'Finishing the session at the end of the process');
        }
        release();
      },
      slow: (signal) => errors.report(slow(signal)),
    });
  }

  return {
    config,
    store,
    get recovery() {
      return recovery.done;
    },
    async start(info = {}) {
      try {
        if (options.handleSignals === true && recorder.state === 'idle') watch();
        return { ok: true, ...(await recorder.start(info)) };
      } catch (error) {
        // The recorder has reported what it keeps trying to mend.
        return errors.last?.error === error
          ? { ok: false, error: error as CodedError }
          : failure(error, 'Starting the session');
      }
    },
    record(event) {
      try {
        return recorder.record(event);
      } catch (error) {
        failure(error, 'Recording an event');
        return false;
      }
    },
    bind(bus, bindOptions) {
      try {
        const sink = { record: (event: unknown) => void this.record(event as never), fail: errors.report };
        const unbindBus = bindBus(bus, sink, bindOptions);
        const unbind = (): void => {
          bound.delete(unbind);
          try {
            unbindBus();
          } catch (error) {
            failure(error, 'Taking listeners away from an event bus');
          }
        };
        bound.add(unbind);
        return unbind;
      } catch (error) {
        failure(error, 'Binding an event bus');
        return () => undefined;
      }
    },
    note(kind, text) {
      try {
        if (!NOTE_KINDS.includes(kind) || typeof text !== 'string' || text.trim() === '') {
          errors.report(invalidNote(redaction.redact(kind), redaction.redact(text)));
          return false;
        }
        return recorder.recordOwn('journal_note', { kind, text: redaction.redactText(text) });
      } catch (error) {
        failure(error, 'Adding a note');
        return false;
      }
    },
    async finalize(finalizeOptions = {}) {
      try {
        const published = await recorder.finish(finalizeOptions);
        release();
        await updates.close();
        return { ok: true, ...published };
      } catch (error) {
        return failure(error, 'Finishing the session', 'JOURNAL_RUNTIME_PUBLISH_FAILED');
      }
    },
    async writeUpdateLog(input) {
      try {
        const written = await updates.write(input);
        updateLogs.written += 1;
        return { ok: true, ...written };
      } catch (error) {
        updateLogs.failed += 1;
        return failure(error, 'Writing an update log');
      }
    },
    preview() {
      try {
        const log = recorder.preview();
        return log === undefined
          ? undefined
          : { log, text: formatSessionLog(log, { dialect: config.dialect }) };
      } catch (error) {
        failure(error, 'Building the preview');
        return undefined;
      }
    },
    status() {
      const { eventLog, published } = recorder;
      const session = recorder.session?.session;
      const summary = recorder.snapshot();
      const last = errors.last;
      return {
        state: recorder.state,
        device: config.device,
        durability: config.durability,
        sessionLogsDir: config.sessionLogsDir,
        updateLogsDir: config.updateLogsDir,
        ledger: recorder.ledger,
        sequence: recorder.sequence,
        queuedBytes: recorder.queuedBytes,
        redactions: { ...redaction.counts },
        updateLogs: { ...updateLogs },
        ...(recovery.status === undefined ? {} : { recovery: recovery.status }),
        ...(retention.status === undefined ? {} : { retention: retention.status }),
        ...(session === undefined ? {} : { session }),
        ...(eventLog === undefined ? {} : { eventLog: eventLog.path }),
        ...(published === undefined ? {} : { sessionLog: published.path }),
        ...(summary === undefined ? {} : { summary }),
        ...(last === undefined ? {} : { lastError: last.shown }),
      } satisfies JournalStatus;
    },
    subscribe: listeners.add,
  };
}

function invalidNote(kind: unknown, text: unknown): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_NOTE_INVALID',
    `note(${shown(kind)}, ${shown(text)}) was not added. Use one of ${NOTE_KINDS.join(', ')} and a text that is not empty.`,
    { kind, text },
  );
}

function slow(signal: string): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_FINALIZE_SLOW',
    `The session log was not finished in time after ${signal}; the process ends now. What was written is in the event log.`,
    { signal },
  );
}
