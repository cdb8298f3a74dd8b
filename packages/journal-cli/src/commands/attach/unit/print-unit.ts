import type { CommandContext } from '../../../command-context.js';
import { EXIT, type ExitCode } from '../../../constants.js';
import type { JournalPlace } from '../../../place/journal-place.js';
import type { AttachOptions } from '../attach-to-feed.js';
import type { FeedAddress } from '../feed-address.js';
import { launchdUnit } from './launchd-unit.js';
import { systemdUnit } from './systemd-unit.js';
import { unitCommand } from './unit-command.js';

export interface UnitRequest {
  manager: 'systemd' | 'launchd';
  address: FeedAddress;
  options: AttachOptions;
  place: JournalPlace;
}

/** Prints a unit file under which a service manager attaches as this command line does. */
export async function printUnit(context: CommandContext, request: UnitRequest): Promise<ExitCode> {
  const { terminal } = context;
  const unit = unitCommand(context, request);
  const text = request.manager === 'systemd' ? systemdUnit(unit) : launchdUnit(unit);
  if (context.isJson) await terminal.printJson('unit', { manager: request.manager, ...unit, text });
  else await terminal.printRaw(text);
  await terminal.say(
    `The key of the server, if it wants one, goes into ${unit.environmentFile} (mode 0600), as a line OPTA_JOURNAL_ADMIN_KEY=…`,
  );
  if (request.options.key !== undefined)
    await terminal.say('The key of --key is not in the unit: others could read it there.');
  return EXIT.ok;
}
