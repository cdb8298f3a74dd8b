import type { JournalingConfig } from '@opta/journal-runtime';
import type { JournalStore } from '@opta/journal-store';

/** The two log folders that a command works on, and how they are meant. */
export interface JournalPlace {
  config: JournalingConfig;
  /** Where the configuration was read; absent where there is no file. */
  configFile?: string;
  store: JournalStore;
  /** IANA name of the zone in which times are shown. */
  timeZone: string;
}
