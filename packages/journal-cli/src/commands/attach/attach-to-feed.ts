import type { CommandContext } from '../../command-context.js';
import type { ExitCode } from '../../constants.js';
import { usageError } from '../../errors.js';
import type { JournalPlace } from '../../place/journal-place.js';
import type { Server } from '../../server/call-server.js';
import { untilInterrupted } from '../../terminal/until-interrupted.js';
import { askServer } from './ask-server.js';
import { assertOwnFolders } from './assert-own-folders.js';
import { readFeedAddress } from './feed-address.js';
import { journalFeed } from './journal-feed.js';

export interface AttachOptions {
  key?: string;
  device?: string;
  model?: string;
  fromNow?: boolean;
  printUnit?: 'systemd' | 'launchd';
}

/** Journals the feed of a server until Ctrl-C. */
export async function attachToFeed(
  context: CommandContext,
  url: string,
  options: AttachOptions,
): Promise<ExitCode> {
  const address = readFeedAddress(url);
  const place = await context.place();
  assertJournals(place);
  if (options.printUnit !== undefined) {
    const { printUnit } = await import('./unit/print-unit.js');
    return printUnit(context, { manager: options.printUnit, address, options, place });
  }
  const server = serverAt(address.serverUrl, options.key || context.terminal.env.OPTA_JOURNAL_ADMIN_KEY);
  const interruption = untilInterrupted();
  try {
    const facts = await askServer(server);
    const query = { store: place.store, device: place.config.device, feed: address.name };
    await assertOwnFolders({ ...query, server: facts });
    return await journalFeed({
      context,
      place,
      address,
      key: server.key,
      device: options.device,
      model: options.model ?? facts?.model,
      isFromNow: options.fromNow === true,
      signal: interruption.signal,
      assertOwnFolders: async (ownSession) =>
        assertOwnFolders({ ...query, server: await askServer(server), ownSession }),
    });
  } finally {
    interruption.release();
  }
}

function assertJournals({ config, configFile }: JournalPlace): void {
  const { enabled, eventJsonlEnabled } = config;
  if (enabled && eventJsonlEnabled) return;
  const setting = enabled ? 'event_jsonl_enabled' : 'enabled';
  throw usageError(
    `The configuration${configFile === undefined ? '' : ` (${configFile})`} says ${setting}: false, and attach is nothing but an event log and its session log. Give it another configuration with --config.`,
    { setting },
  );
}

function serverAt(url: string, key: string | undefined): Server {
  return key ? { url, key } : { url };
}
