import { JournalRuntimeError } from './errors.js';
import { errorText } from './shown.js';

export interface ListenerList<Value> {
  add(listener: (value: Value) => void): () => void;
  notify(value: Value): void;
  readonly size: number;
}

/** Listeners that cannot hurt each other or the journal: one that throws is reported and stays. */
export function createListenerList<Value>(report: (error: unknown) => void): ListenerList<Value> {
  const listeners = new Set<(value: Value) => void>();
  return {
    add(listener) {
      // A wrapper each, so that the same function added twice is two listeners.
      const call = (value: Value): void => listener(value);
      listeners.add(call);
      return () => void listeners.delete(call);
    },
    notify(value) {
      for (const listener of listeners) {
        try {
          listener(value);
        } catch (error) {
          report(failedListener(error));
        }
      }
    },
    get size() {
      return listeners.size;
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
