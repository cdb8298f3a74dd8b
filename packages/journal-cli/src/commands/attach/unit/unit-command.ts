import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { slugify } from '@opta/journal-format';
import type { CommandContext } from '../../../command-context.js';
import { usageError } from '../../../errors.js';
import type { UnitRequest } from './print-unit.js';

/** What a service manager is to run. */
export interface UnitCommand {
  /** Short and unique for a feed: `opta-journal-attach-127-0-0-1-1234-…`. */
  name: string;
  /** The feed. */
  feed: string;
  /** Program and parameters, all paths absolute. */
  words: string[];
  workingDirectory: string;
  /** Where the key stands, as `NAME=value`. It need not be there. */
  environmentFile: string;
  /** For what a service prints where its manager keeps no journal. */
  logFile: string;
}

/** In the user's folders for configuration and state. */
const FOLDER = 'opta-journal';
const MAX_SLUG = 40;
const DIGEST_CHARACTERS = 8;
/** A unit file has lines, and neither manager has a way to write such a character. */
const UNWRITABLE = /[\u0000-\u001f\u007f]/;

/**
 * The command line as a service manager needs it, which starts it elsewhere and with another environment.
 *
 * @throws {JOURNAL_CLI_USAGE} when something of it cannot stand in a unit file
 */
export function unitCommand(context: CommandContext, { address, options, place }: UnitRequest): UnitCommand {
  const { config, configFile } = place;
  const script = process.argv[1];
  const device = options.device ?? config.device;
  const words = [
    process.execPath,
    ...(script === undefined ? [] : [resolve(script)]),
    ...(context.options.quiet === true ? ['--quiet'] : []),
    ...(configFile === undefined ? [] : ['--config', configFile]),
    '--sessions-dir',
    config.sessionLogsDir,
    '--updates-dir',
    config.updateLogsDir,
    'attach',
    address.feedUrl,
    '--device',
    device,
    ...(options.model === undefined ? [] : ['--model', options.model]),
  ];
  const unwritable = [...words, context.cwd].find((word) => UNWRITABLE.test(word));
  if (unwritable !== undefined) {
    throw usageError(
      `${JSON.stringify(unwritable)} holds a character that no unit file can hold. Give another one.`,
      {
        value: unwritable,
      },
    );
  }
  const name = nameOf(address.name);
  const { HOME = homedir(), XDG_CONFIG_HOME, XDG_STATE_HOME } = context.terminal.env;
  return {
    name,
    feed: address.name,
    words,
    workingDirectory: context.cwd,
    // Not beside the logs: that is a repository, where a key is soon committed.
    environmentFile: join(XDG_CONFIG_HOME || join(HOME, '.config'), FOLDER, `${name}.env`),
    logFile: join(XDG_STATE_HOME || join(HOME, '.local', 'state'), FOLDER, `${name}.log`),
  };
}

function nameOf(feed: string): string {
  const { host } = new URL(feed);
  const digest = createHash('sha256').update(feed).digest('hex').slice(0, DIGEST_CHARACTERS);
  return `opta-journal-attach-${slugify(host, { maxLength: MAX_SLUG })}-${digest}`;
}
