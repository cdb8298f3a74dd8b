import type { JournalStore } from '@opta/journal-store';

/** Settings of a journal in the folders of a store that take nothing from the machine. */
export function journalConfig({ sessionLogsDir, updateLogsDir }: JournalStore) {
  return { sessionLogsDir, updateLogsDir, timezone: 'UTC', device: 'studio', author: 'ann' } as const;
}
