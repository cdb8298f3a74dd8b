import type { SessionLog } from '@opta/journal-format';

/** A session log with what its name needs. */
export function sampleSessionLog(changes: Partial<SessionLog> = {}): SessionLog {
  return {
    date: '2026-02-24',
    time: '13:56',
    device: 'mbp-1',
    user: 'ann',
    model: 'opta-lmx/0.5.0',
    duration: '00:10:00',
    session: '0d4f8f0e-5d53-4a6e-9a0b-6d1f7a2c9b11',
    status: 'clean',
    summary: ['Started: 2026-02-24 13:56:26'],
    ...changes,
  };
}
