import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatSessionLog, formatUpdateLog } from '@opta/journal-format';
import { eventLogOf } from './logs/event-log-of.js';
import { sessionLogOf, sessionOf } from './logs/session-of.js';
import { updateOf } from './logs/update-of.js';

export interface GenerateOptions {
  sessionLogs: number;
  updateLogs: number;
  /** Lines of all event logs together. They stand in files of 2,500, those of the newest sessions. */
  eventLines: number;
  /** The same seed gives the same bytes. */
  seed: number;
}

export interface GeneratedFolders {
  sessionLogsDir: string;
  updateLogsDir: string;
}

/** Raised with every change of what is generated, so that no older folder is taken for it. */
const VERSION = 1;
const LINES_OF_EVENT_LOG = 2_500;
/** Says with which parameters a folder was made. */
const MANIFEST = 'generated.json';

/**
 * Fills a folder with logs of both kinds, as a journal writes them over three years: texts of 20,000 words that
 * follow Zipf's law, eight models, failures. A folder that was filled with the same parameters is used as it is;
 * one that was interrupted is completed.
 *
 * @throws {Error} when the folder has something else in it
 */
export function generateLogs(directory: string, options: GenerateOptions): GeneratedFolders {
  const folders = { sessionLogsDir: join(directory, 'sessions'), updateLogsDir: join(directory, 'updates') };
  const { sessionLogs, updateLogs, eventLines, seed } = options;
  const parameters = JSON.stringify({ version: VERSION, sessionLogs, updateLogs, eventLines, seed });
  if (isComplete(directory, parameters)) return folders;
  for (const folder of [directory, ...Object.values(folders)]) mkdirSync(folder, { recursive: true });
  writeManifest(directory, parameters, false);
  writeSessions(folders.sessionLogsDir, options);
  for (let index = 0; index < updateLogs; index += 1) {
    const { name, log } = updateOf(index, updateLogs, seed);
    writeFileSync(join(folders.updateLogsDir, name), formatUpdateLog(log));
  }
  writeManifest(directory, parameters, true);
  return folders;
}

function writeSessions(directory: string, { sessionLogs, eventLines, seed }: GenerateOptions): void {
  const eventLogs = Math.min(sessionLogs, Math.ceil(eventLines / LINES_OF_EVENT_LOG));
  let linesLeft = eventLines;
  for (let index = sessionLogs - 1; index >= 0; index -= 1) {
    const session = sessionOf(index, sessionLogs, seed);
    const hasEventLog = index >= sessionLogs - eventLogs;
    writeFileSync(
      join(directory, session.sessionLogName),
      formatSessionLog(sessionLogOf(session, hasEventLog)),
    );
    if (!hasEventLog) continue;
    const lines = index === sessionLogs - eventLogs ? linesLeft : Math.min(LINES_OF_EVENT_LOG, linesLeft);
    writeFileSync(join(directory, session.eventLogName), eventLogOf(session, lines));
    linesLeft -= lines;
  }
}

function isComplete(directory: string, parameters: string): boolean {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  if (names.length === 0) return false;
  const manifest: { parameters?: string; isComplete?: boolean } = names.includes(MANIFEST)
    ? JSON.parse(readFileSync(join(directory, MANIFEST), 'utf8'))
    : {};
  if (manifest.parameters === parameters) return manifest.isComplete === true;
  throw new Error(
    `Cannot generate logs in ${directory}: it has something else in it (${manifest.parameters ?? 'no generated logs'}). Give another folder, or remove it.`,
  );
}

function writeManifest(directory: string, parameters: string, isComplete: boolean): void {
  writeFileSync(join(directory, MANIFEST), JSON.stringify({ parameters, isComplete }));
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) runCommand();

function runCommand(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'session-logs': { type: 'string', default: '100000' },
      'update-logs': { type: 'string', default: '20000' },
      'event-lines': { type: 'string', default: '5000000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [directory] = positionals;
  const [sessionLogs, updateLogs, eventLines, seed] = [
    values['session-logs'],
    values['update-logs'],
    values['event-lines'],
    values.seed,
  ].map(Number) as [number, number, number, number];
  if (directory === undefined || ![sessionLogs, updateLogs, eventLines, seed].every(Number.isSafeInteger)) {
    console.error(
      'npx tsx bench/generate-logs.ts DIR [--session-logs N] [--update-logs N] [--event-lines N] [--seed N]',
    );
    process.exit(2);
  }
  console.log(generateLogs(directory, { sessionLogs, updateLogs, eventLines, seed }));
}
