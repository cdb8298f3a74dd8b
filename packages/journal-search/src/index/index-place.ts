import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RedactionPolicy } from '@opta/journal-redact';
import envPaths from 'env-paths';
import { INDEX_VERSION } from '../constants.js';
import { describePolicy } from '../describe-policy.js';
import type { LogFolders } from '../folders/stored-log.js';
import { hashOf } from '../hash-of.js';

/** Where the index of two log folders is. */
export interface IndexPlace {
  directory: string;
  /** The current generation. */
  path: string;
}

/** The user's cache folder. */
export function defaultCacheDir(): string {
  return envPaths('opta-journal', { suffix: '' }).cache;
}

/** The folder that has everything derived from two log folders. */
export function indexDirectory(
  cacheDir: string,
  folders: Pick<LogFolders, 'sessionLogsDir' | 'updateLogsDir'>,
): string {
  const key = [resolve(folders.sessionLogsDir), resolve(folders.updateLogsDir)];
  return join(resolve(cacheDir), `search-${hashOf(key)}`);
}

/** What the content depends on besides the logs is in the name, so that no other one is ever read. */
export function indexPlace(cacheDir: string, folders: LogFolders, redaction: RedactionPolicy): IndexPlace {
  const directory = indexDirectory(cacheDir, folders);
  const key = hashOf([folders.timeZone, describePolicy(redaction)]);
  return { directory, path: join(directory, `v${INDEX_VERSION}-${key}.sqlite`) };
}

export function makeIndexDirectory({ directory }: IndexPlace): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
}
