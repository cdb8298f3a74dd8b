import type { CommandContext } from '../command-context.js';
import type { ExitCode } from '../constants.js';

/** What a command does; its module is loaded only when it is called. */
export type CommandWork = (context: CommandContext) => Promise<ExitCode>;

/** Runs the command that the command line names. */
export type StartCommand = (work: CommandWork) => Promise<void>;
