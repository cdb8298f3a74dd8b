import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the journal has written into a folder: the text of each log whose name ends so, in the order of the names. */
export function writtenLogs(folder: string, end: '.md' | '.jsonl'): string[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-/.test(name) && name.endsWith(end))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** The type of each record of an event log. */
export function eventTypes(eventLog: string): string[] {
  return eventLog
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).event_type);
}
