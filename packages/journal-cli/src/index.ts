export { JournalCliError, type JournalCliErrorCode } from './errors.js';
export { type RunCliOptions, runCli } from './run-cli.js';
