import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLogFileName, type SessionLog } from '@opta/journal-format';
import { parseSessionLog } from '@opta/journal-format/parse';

/** Every session log in a folder by its file name. */
export function readSessionLogs(directory: string): Map<string, SessionLog> {
  const names = readdirSync(directory).filter((name) => parseLogFileName(name)?.kind === 'session');
  return new Map(names.map((name) => [name, parseSessionLog(readFileSync(join(directory, name), 'utf8'))]));
}

/**
 * The one session log of an event log.
 *
 * @throws where there is none, or more than one
 */
export function readOnlySessionLogOf(directory: string, eventLog: string): SessionLog {
  const found = [...readSessionLogs(directory)].filter(([, log]) => log.eventLog === eventLog);
  const [first, second] = found;
  if (first === undefined) throw new Error(`${eventLog} has no session log`);
  if (second !== undefined) throw new Error(`${eventLog} has two session logs: ${first[0]}, ${second[0]}`);
  return first[1];
}
