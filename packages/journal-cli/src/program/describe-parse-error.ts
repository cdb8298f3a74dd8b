import type { CommanderError } from 'commander';
import { MAX_QUOTED_CHARACTERS } from '../constants.js';
import { type JournalCliError, usageError } from '../errors.js';

const PREFIX = /^error: /;
/** What commander adds on a line of its own: `(Did you mean note?)`. */
const SUGGESTION = /\n\((.*)\)$/;
const ARGUMENT = new RegExp(`(argument '.{${MAX_QUOTED_CHARACTERS}}).*(' is invalid)`, 's');

/** What commander does not understand of a command line, as an error of ours. */
export function describeParseError({ code, message }: CommanderError): JournalCliError {
  if (code === 'commander.help') return usageError('No command is named, or none that there is.');
  const text = message.replace(PREFIX, '').replace(ARGUMENT, '$1…$2');
  const sentence = text.replace(SUGGESTION, '. $1').replace(/([^.?!])$/, '$1.');
  return usageError(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`);
}
