import type { JournalStart } from '@opta/journal-store';

/** A start for event logs that a host of these tests writes. */
export function journalStart(session: string): JournalStart {
  return {
    session,
    segment: 1,
    formatVersion: 1,
    device: 'studio',
    user: 'ann',
    model: 'fault-test',
    startedAt: Date.now(),
    timeZone: 'UTC',
    pid: process.pid,
    metadata: {},
  };
}
