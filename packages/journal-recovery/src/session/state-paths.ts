import { join } from 'node:path';
import { STATE_DIRECTORY } from '@opta/journal-fs';
import { ENDINGS_DIRECTORY, HEARTBEATS_DIRECTORY, SESSIONS_DIRECTORY } from '../constants.js';

/** Where the small files about running sessions stand in a session folder. */
export interface StatePaths {
  heartbeats: string;
  snapshots: string;
  /** One claim for each session log that is being published. */
  endings: string;
}

export function statePaths(sessionLogsDir: string): StatePaths {
  const root = join(sessionLogsDir, STATE_DIRECTORY);
  return {
    heartbeats: join(root, HEARTBEATS_DIRECTORY),
    snapshots: join(root, SESSIONS_DIRECTORY),
    endings: join(root, ENDINGS_DIRECTORY),
  };
}

/** Identifiers of sessions come from files of others too, so only plain ones become names of files. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/** @returns undefined where the identifier is none that names a file */
export function stateFileName(session: string): string | undefined {
  return PLAIN.test(session) ? `${session}.json` : undefined;
}

/** The session whose state a file holds. */
export function sessionOfStateFile(fileName: string): string | undefined {
  const session = fileName.endsWith('.json') ? fileName.slice(0, -'.json'.length) : '';
  return PLAIN.test(session) ? session : undefined;
}
