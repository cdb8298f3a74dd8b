import type { EventFeed } from '@opta/journal-runtime/feed';
import { JournalCliError } from '../../errors.js';

/** What the feed's reader tells when it is connected again, perhaps to another runtime of the server. */
const CONNECTED_AGAIN = ['feed_reconnected', 'feed_continuity_failed'];
const OWN_TYPE = /^feed_/;

/**
 * Lasts until the signal. Whoever is connected to may have begun to journal into the same folders meanwhile: that is
 * looked at after each connection, and once more with its first event, with which an event log may begin.
 *
 * @param check - of the folders
 * @throws {JOURNAL_CLI_SAME_FOLDERS} as the check does; what else it cannot do is told by the feed
 */
export async function watchFolders(
  feed: EventFeed,
  signal: AbortSignal,
  check: () => Promise<void>,
): Promise<void> {
  let isFirstEventDue = true;
  let unsubscribe = (): void => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const look = oneAtATime(() =>
        check().catch((error: unknown) => {
          if (error instanceof JournalCliError && error.code === 'JOURNAL_CLI_SAME_FOLDERS') reject(error);
        }),
      );
      unsubscribe = feed.subscribe(({ type }) => {
        const isAgain = CONNECTED_AGAIN.includes(type);
        if (!isAgain && (!isFirstEventDue || OWN_TYPE.test(type))) return;
        isFirstEventDue = isAgain;
        look();
      });
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    unsubscribe();
  }
}

/** What is asked for while it runs is done once more after it, however often. */
function oneAtATime(work: () => Promise<void>): () => void {
  let isRunning = false;
  let isDue = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    for (isDue = true; isDue; ) {
      isDue = false;
      await work();
    }
    isRunning = false;
  };
  return () => {
    isDue = true;
    if (!isRunning) void run();
  };
}
