import { diagnose, repair } from '@opta/journal-doctor';
import type { JournalApiOptions } from '@opta/journal-http';
import type { JournalingConfig } from '@opta/journal-runtime';
import { retentionPolicyOf } from '@opta/journal-runtime';
import { type JournalSearch, openSearch } from '@opta/journal-search';
import type { JournalStore } from '@opta/journal-store';

/** What the journal's API has beyond reading logs. */
export interface JournalParts {
  options: Pick<JournalApiOptions, 'search' | 'doctor' | 'retention'>;
  close(): Promise<void>;
}

/** What there is of it without logs. */
export const NO_PARTS: JournalParts = { options: {}, close: async () => undefined };

/**
 * Search, repair and retention over the logs of a store. A server that nobody asks opens no index.
 *
 * @param cacheDir - for what is derived from the logs
 */
export function createJournalParts(
  store: JournalStore,
  config: JournalingConfig,
  cacheDir: string,
): JournalParts {
  const { series, timezone: timeZone, device, fileMode, redaction } = config;
  const doctor = {
    store,
    series,
    timeZone,
    device,
    redaction,
    ...(fileMode === undefined ? {} : { fileMode }),
  };
  let opened: JournalSearch | undefined;
  const search = (): JournalSearch => {
    opened ??= openSearch(store, { cacheDir, series, timeZone, redaction });
    return opened;
  };
  return {
    options: {
      search: {
        search: async (query, options) => search().search(query, options),
        statistics: async (query) => search().statistics(query),
      },
      doctor: {
        diagnose: () => diagnose(doctor),
        repair: (findings) => repair(findings, doctor),
      },
      retention: retentionPolicyOf(config),
    },
    close: async () => opened?.close(),
  };
}
