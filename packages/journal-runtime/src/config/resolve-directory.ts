import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, parse, resolve } from 'node:path';
import envPaths from 'env-paths';

export interface ResolveOptions {
  /** Where the search for the repository begins. Default: the working folder. */
  baseDirectory?: string | undefined;
  /** The configuration file, whose folder serves outside a repository. */
  configFile?: string | undefined;
}

/**
 * An absolute folder: `~` expands; a relative folder resolves at the root of the repository that holds
 * `baseDirectory`, outside one at `baseDirectory` if given, else at the configuration file's folder, else in
 * the user's state folder. Never at the root of the file system, where a service manager starts programs.
 */
export function resolveDirectory(directory: string, options: ResolveOptions = {}): string {
  if (directory === '~') return homedir();
  if (/^~[/\\]/.test(directory)) return join(homedir(), directory.slice(2));
  if (isAbsolute(directory)) return resolve(directory);
  return join(relativeBase(options), directory);
}

function relativeBase({ baseDirectory, configFile }: ResolveOptions): string {
  const start = resolve(baseDirectory ?? process.cwd());
  const repository = repositoryRoot(start);
  if (repository !== undefined) return repository;
  const outside = baseDirectory === undefined ? configFile && dirname(resolve(configFile)) : start;
  if (outside && !isRoot(outside)) return outside;
  return envPaths('opta-journal', { suffix: '' }).log;
}

/** Looked up synchronously, without git: the configuration is complete before anything is started. */
function repositoryRoot(start: string): string | undefined {
  for (let folder = start; !isRoot(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
  }
  return undefined;
}

function isRoot(folder: string): boolean {
  return parse(folder).root === folder;
}
