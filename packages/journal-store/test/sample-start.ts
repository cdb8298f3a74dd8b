import type { JournalStart } from '../src/event-log/journal-start.js';

/** 2026-02-24 13:56:26.115 in Sydney. */
export const STARTED_AT = Date.parse('2026-02-24T13:56:26.115+11:00');

/** The start of a runtime; what a test needs otherwise is given. */
export function sampleStart(changes: Partial<JournalStart> = {}): JournalStart {
  return {
    session: '0d4f8f0e-5d53-4a6e-9a0b-6d1f7a2c9b11',
    segment: 1,
    formatVersion: 1,
    device: 'mbp-1',
    user: 'ann',
    model: 'opta-lmx/0.5.0',
    startedAt: STARTED_AT,
    timeZone: 'Australia/Sydney',
    pid: 4711,
    processStart: '81234',
    bootId: 'c0ffee00-0000-4000-8000-000000000001',
    machineId: 'feedfacefeedfacefeedfacefeedface',
    metadata: { safe_mode: false },
    ...changes,
  };
}
