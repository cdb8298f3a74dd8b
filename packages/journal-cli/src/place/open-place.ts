import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isTimeZone } from '@opta/journal-format';
import { type JournalingConfig, loadJournalingConfig } from '@opta/journal-runtime';
import { createJournalStore } from '@opta/journal-store';
import { usageError } from '../errors.js';
import type { GlobalOptions } from '../program/global-options.js';
import { findConfigFile } from './find-config-file.js';
import type { JournalPlace } from './journal-place.js';

/**
 * The log folders by the command line, the environment and the configuration, in this order. Nothing is created.
 *
 * @param cwd - absolute
 * @throws {JOURNAL_CLI_USAGE} when a file or a zone of the command line is none
 * @throws {JOURNAL_RUNTIME_CONFIG_INVALID} with every problem of the configuration at once
 */
export function openPlace(
  options: GlobalOptions,
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string | undefined>> },
): JournalPlace {
  const configFile = options.config === undefined ? findConfigFile(cwd) : resolve(cwd, options.config);
  if (configFile !== undefined && !existsSync(configFile)) {
    throw usageError(`--config ${JSON.stringify(options.config)}: there is no such file.`, {
      path: configFile,
    });
  }
  const config = loadJournalingConfig({
    ...(configFile === undefined ? {} : { file: configFile }),
    environment: { ...env },
    baseDirectory: cwd,
  });
  const complete: JournalingConfig = { ...config, ...foldersOf(options, cwd) };
  const store = createJournalStore({
    sessionLogsDir: complete.sessionLogsDir,
    updateLogsDir: complete.updateLogsDir,
    timeZone: complete.timezone,
    ...(complete.fileMode === undefined ? {} : { fileMode: complete.fileMode }),
  });
  const place = { config: complete, store, timeZone: timeZoneOf(options, complete.timezone) };
  return configFile === undefined ? place : { ...place, configFile };
}

function foldersOf(
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
