import type { JournalStore } from '@opta/journal-store';

/** Logs that are looked at: some say no version. */
const MAX_LOGS = 50;
/** What the Opta CLI writes where it knows none. */
const UNKNOWN = 'unknown';

/** The version after the newest update log that says one: that before the next. */
export async function lastVersion(store: JournalStore): Promise<string | undefined> {
  const { entries } = await store.listUpdateLogs({ limit: MAX_LOGS });
  for (const { frontmatter } of entries) {
    const version = frontmatter.version_after;
    if (typeof version !== 'string' && typeof version !== 'number') continue;
    if (version !== '' && version !== UNKNOWN) return String(version);
  }
  return undefined;
}
