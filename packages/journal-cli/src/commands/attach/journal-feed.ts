import { createRuntimeJournal, type RuntimeJournal } from '@opta/journal-runtime';
import { bindEventFeed, type EventFeed } from '@opta/journal-runtime/feed';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode, JSON_VERSION } from '../../constants.js';
import type { JournalPlace } from '../../place/journal-place.js';
import type { FeedAddress } from './feed-address.js';
import { findLastPlace } from './find-last-place.js';
import { finishInTime } from './finish-in-time.js';
import { FEED_KEY } from './read-attachment.js';
import { reportProgress } from './report-progress.js';
import { watchFolders } from './watch-folders.js';

export interface FeedJournaling {
  context: CommandContext;
  place: JournalPlace;
  address: FeedAddress;
  key: string | undefined;
  device: string | undefined;
  model: string | undefined;
  /** Whether what happened since the last attachment is left out. */
  isFromNow: boolean;
  /** Ends it. */
  signal: AbortSignal;
  /** @throws {JOURNAL_CLI_SAME_FOLDERS} when the server journals into the same folders by now */
  assertOwnFolders(ownSession: string): Promise<void>;
}

/** What the logs call a program that says nothing of itself. */
const UNNAMED_MODEL = 'opta-lmx';

/** One attachment: a session that begins here and ends with the signal. */
export async function journalFeed(journaling: FeedJournaling): Promise<ExitCode> {
  const { context, place, address, key, device, isFromNow, signal } = journaling;
  const { terminal } = context;
  const complain = ({ message }: Error): void =>
    void terminal.complain(`opta-journal: ${message}`).catch(() => undefined);
  const journal = createRuntimeJournal(
    { ...place.config, ...(device === undefined ? {} : { device }) },
    { environment: {}, baseDirectory: context.cwd, handleSignals: true, onError: complain },
  );
  const last = isFromNow ? undefined : await findLastPlace(place.store, address.name);
  const started = await journal.start({
    model: journaling.model ?? UNNAMED_MODEL,
    metadata: { [FEED_KEY]: address.name },
  });
  if (!started.ok) {
    // It would go on trying.
    await finishInTime(journal);
    throw started.error;
  }
  const feed = bindEventFeed(address.feedUrl, { adminKey: key, onError: complain, resumeAfter: last });
  journal.bind(feed);
  await tellBegin(journaling, journal);
  const stopReporting = reportProgress(terminal, feed);
  try {
    await watchFolders(feed, signal, () => journaling.assertOwnFolders(started.session));
  } catch (error) {
    await finishInTime(journal);
    throw error;
  } finally {
    stopReporting();
  }
  return finish(journaling, journal, feed);
}

async function tellBegin({ context, address }: FeedJournaling, journal: RuntimeJournal): Promise<void> {
  const { session = null, eventLog = null } = journal.status();
  if (context.isJson) await printJson(context, { feed: address.name, session, eventLog });
  await context.terminal.say(`Journaling ${address.name} into ${eventLog}. Ctrl-C ends it.`);
}

async function finish(
  { context, address }: FeedJournaling,
  journal: RuntimeJournal,
  feed: EventFeed,
): Promise<ExitCode> {
  const { terminal } = context;
  const { events, gaps, missed, duplicates, invalidFrames } = feed.status();
  feed.close();
  const finished = await finishInTime(journal);
  const { session = null, eventLog = null } = journal.status();
  const sessionLog = finished?.ok ? finished.path : null;
  const counts = { events, gaps, missed, duplicates, invalidFrames };
  if (context.isJson) {
    await printJson(context, { feed: address.name, session, eventLog, sessionLog, ...counts });
  } else if (sessionLog !== null) {
    await terminal.print(sessionLog);
  }
  if (sessionLog !== null) return EXIT.ok;
  const why = finished === undefined ? 'the disk did not answer in time' : 'see above';
  await terminal.complain(
    `opta-journal: The session log was not written (${why}). What came is in the event log, and the next attach writes the session log.`,
  );
  return EXIT.failure;
}

function printJson({ terminal }: CommandContext, value: object): Promise<void> {
  return terminal.printJsonLine({ schema: 'opta-journal.attach', version: JSON_VERSION, ...value });
}
