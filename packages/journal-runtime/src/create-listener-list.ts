import { JournalRuntimeError } from './errors.js';
import type { JournalRecord } from './events/journal-event.js';
import { errorText } from './shown.js';

export interface ListenerList {
  add(listener: (record: JournalRecord) => void): () => void;
  notify(record: JournalRecord): void;
}

/** Listeners that cannot hurt each other or the journal: one that throws is reported and stays. */
export function createListenerList(report: (error: unknown) => void): ListenerList {
  const listeners = new Set<(record: JournalRecord) => void>();
  return {
    add(listener) {
      // A wrapper each, so that the same function added twice is two listeners.
      const call = (record: JournalRecord): void => listener(record);
      listeners.add(call);
      return () => void listeners.delete(call);
    },
    notify(record) {
      for (const listener of listeners) {
        try {
          listener(record);
        } catch (error) {
          report(failedListener(error));
        }
      }
    },
  };
}

function failedListener(error: unknown): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_LISTENER_FAILED',
    `A listener of the journal threw (${errorText(error)}). Mend the listener; the record is safe.`,
    {},
    { cause: error },
  );
}
