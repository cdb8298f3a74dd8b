import { basename } from 'node:path';
import type { EventLog, JournalStore } from '@opta/journal-store';
import type { JournalSource, LiveRecord } from '../src/journal-source.js';
import { sessionAt } from './session-names.js';

export interface TestJournal extends JournalSource {
  readonly session: string;
  readonly eventLog: EventLog;
  record(type: string, data?: unknown): string;
  close(): Promise<void>;
}

/** A session that records into a store, and tells it as a runtime journal does. */
export async function openTestJournal(
  store: JournalStore,
  startedAt: number,
  maxEventLogBytes = 2_000,
): Promise<TestJournal> {
  const session = sessionAt(startedAt);
  const listeners = new Set<(record: LiveRecord) => void>();
  const eventLog = await store.openEventLog({
    start: {
      session,
      segment: 1,
      formatVersion: 1,
      device: 'studio',
      user: 'ann',
      model: 'm',
      startedAt,
      timeZone: 'UTC',
      pid: 1,
      metadata: {},
    },
    maxEventLogBytes,
    reserveBytes: 0,
  });
  return {
    store,
    session,
    eventLog,
    record(type, data = {}) {
      void eventLog.append({ type, data: JSON.stringify(data), time: startedAt });
      const seq = eventLog.stats.sequence;
      for (const listener of listeners) listener({ session, seq, type, data, time: startedAt });
      return `${session}:${seq}`;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    status: () => ({ session, queuedBytes: eventLog.stats.queuedBytes }),
    close: () => eventLog.close(),
  };
}

/** The name of a segment of its event log. */
export function segmentName({ eventLog }: TestJournal, segment: number): string {
  const first = basename(eventLog.path);
  return segment === 1 ? first : first.replace('.jsonl', `.${segment}.jsonl`);
}
