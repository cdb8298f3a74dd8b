import { resolve } from 'node:path';
import { isTimeZone } from '@opta/journal-format';
import { type JournalingConfig, loadJournalingConfig } from '@opta/journal-runtime';
import { createJournalStore } from '@opta/journal-store';
import { usageError } from '../errors.js';
import type { GlobalOptions } from '../program/global-options.js';
import { configOptions, type WorkingPlace } from './config-options.js';
import type { JournalPlace } from './journal-place.js';

/**
 * The log folders by the command line, the environment and the configuration, in this order. Nothing is created.
 *
 * @param cwd - absolute
 * @throws {JOURNAL_CLI_USAGE} when a file or a zone of the command line is none
 * @throws {JOURNAL_RUNTIME_CONFIG_INVALID} with every problem of the configuration at once
 */
export function openPlace(options: GlobalOptions, { cwd, env }: WorkingPlace): JournalPlace {
  const sources = configOptions(options, { cwd, env });
  const config = loadJournalingConfig(sources);
  const complete: JournalingConfig = { ...config, ...foldersOf(options, cwd) };
  const store = createJournalStore({
    sessionLogsDir: complete.sessionLogsDir,
    updateLogsDir: complete.updateLogsDir,
    timeZone: complete.timezone,
    ...(complete.fileMode === undefined ? {} : { fileMode: complete.fileMode }),
  });
  const place = { config: complete, store, timeZone: timeZoneOf(options, complete.timezone) };
  return sources.file === undefined ? place : { ...place, configFile: sources.file };
}

/** The folders that the command line names. */
export function foldersOf(
  { sessionsDir, updatesDir }: GlobalOptions,
  cwd: string,
): { sessionLogsDir?: string; updateLogsDir?: string } {
  return {
    ...(sessionsDir === undefined ? {} : { sessionLogsDir: resolve(cwd, sessionsDir) }),
    ...(updatesDir === undefined ? {} : { updateLogsDir: resolve(cwd, updatesDir) }),
  };
}

function timeZoneOf({ tz, utc }: GlobalOptions, configured: string): string {
  if (tz !== undefined && utc === true)
    throw usageError('--tz and --utc exclude each other. Give one of them.');
  if (utc === true) return 'UTC';
  if (tz === undefined) return configured;
  if (isTimeZone(tz)) return tz;
  throw usageError(`--tz ${JSON.stringify(tz)} is no time zone. Give an IANA name: Europe/Berlin.`, {
    value: tz,
  });
}
