import type { LeftSession } from '@opta/journal-recovery';
import { planRecovery } from '@opta/journal-recovery';
import type { EventLogEntry, JournalStore } from '@opta/journal-store';
import { JournalCliError } from '../../errors.js';
import type { ServerFacts } from './ask-server.js';
import { type Attachment, readAttachment } from './read-attachment.js';

export interface OwnFoldersQuery {
  store: JournalStore;
  /** Of the configuration. */
  device: string;
  /** As `FeedAddress` names it. */
  feed: string;
  /** Undefined where the server does not answer: it is asked again when it does. */
  server: ServerFacts | undefined;
  /** The session that is asked for, once there is one. */
  ownSession?: string;
}

/** A log of a program that does not tell its process counts as written for so long. */
const WRITTEN_LATELY_MS = 86_400_000;

/**
 * Whether nobody else journals into these folders what a feed tells.
 *
 * A server of ours names the event log that it writes, the original LMX lists those of its folder: if one of them is
 * unfinished here, it is the same folder. Where the server tells nothing, whoever writes here now counts as it.
 *
 * @throws {JOURNAL_CLI_SAME_FOLDERS} when somebody does
 */
export async function assertOwnFolders(query: OwnFoldersQuery): Promise<void> {
  const { store, device, feed, server, ownSession } = query;
  const unfinished = (await store.pairEventLogs()).filter(({ sessionLog }) => sessionLog === undefined);
  if (unfinished.length === 0) return;
  const { left } = await planRecovery(store, { device });
  for (const { eventLog: entry } of unfinished) {
    const attachment = await readAttachment(store, entry);
    if (attachment !== undefined && attachment.session === ownSession) continue;
    const leftSession = left.find(({ eventLog }) => eventLog === entry.fileName);
    if (attachment !== undefined) {
      if (attachment.feed === feed && leftSession?.reason === 'running')
        throw attachedAlready(store, attachment);
    } else if (isWrittenBy(server, entry, leftSession)) {
      throw writtenByServer(store, feed, entry);
    }
  }
}

function isWrittenBy(
  server: ServerFacts | undefined,
  entry: EventLogEntry,
  left: LeftSession | undefined,
): boolean {
  if (server === undefined) return false;
  const { eventLogs } = server;
  if (eventLogs !== undefined) return entry.segments.some((name) => eventLogs.includes(name));
  if (left === undefined) return false;
  return left.reason === 'running' || Date.now() - entry.modifiedAt < WRITTEN_LATELY_MS;
}

function writtenByServer(store: JournalStore, feed: string, { fileName }: EventLogEntry): JournalCliError {
  return new JournalCliError(
    'JOURNAL_CLI_SAME_FOLDERS',
    `The server of ${feed} writes ${fileName} into ${store.sessionLogsDir} itself, so that everything would stand there twice. Give attach folders of its own: opta-journal --sessions-dir FOLDER --updates-dir FOLDER attach …`,
    { feed, eventLog: fileName, folder: store.sessionLogsDir },
  );
}

function attachedAlready(store: JournalStore, { feed, entry }: Attachment): JournalCliError {
  return new JournalCliError(
    'JOURNAL_CLI_SAME_FOLDERS',
    `Another attach journals ${feed} into ${store.sessionLogsDir} already (${entry.fileName}). End that one, or give this one folders of its own: opta-journal --sessions-dir FOLDER --updates-dir FOLDER attach …`,
    { feed, eventLog: entry.fileName, folder: store.sessionLogsDir },
  );
}
