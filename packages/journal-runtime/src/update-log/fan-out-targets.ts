import { basename, resolve } from 'node:path';
import type { JournalingConfig, JournalingConfigInput } from '../config/journaling-config.js';
import { type LoadJournalingConfigOptions, loadJournalingConfig } from '../config/load-journaling-config.js';
import { disabledError } from '../disabled-error.js';
import { JournalRuntimeError } from '../errors.js';
import type { CodedError } from '../runtime-journal.js';
import { shown } from '../shown.js';
import type { UpdateLogInput } from './update-log-input.js';

/** A repository that gets a log. */
export interface FanOutTarget {
  /** A folder of the repository: relative log folders, version and commit are looked up from there. */
  directory: string;
  /** What a report calls it. Default: the folder's own name. */
  name?: string;
  /** Its own configuration file, instead of the one for all targets. */
  file?: string;
  /** Settings that differ from those of all targets. */
  config?: JournalingConfigInput;
  /** Fields of its log that differ from those of all targets. */
  input?: Partial<UpdateLogInput>;
}

/** A target with its configuration, or why that cannot be used. */
export interface ResolvedTarget {
  target: FanOutTarget;
  name: string;
  config: JournalingConfig | CodedError;
}

/**
 * The targets with their configurations, before anything is written.
 *
 * @throws {JOURNAL_RUNTIME_FAN_OUT_INVALID} with everything that is wrong with the list itself
 */
export function resolveTargets(
  targets: readonly (string | FanOutTarget)[],
  options: LoadJournalingConfigOptions,
): ResolvedTarget[] {
  if (!Array.isArray(targets) || targets.length === 0) {
    throw invalidFanOut([`the targets = ${shown(targets)} are no list with at least one folder`]);
  }
  const problems = targets.flatMap(targetProblems);
  if (problems.length > 0) throw invalidFanOut(problems);
  const resolved = targets.map((given) => resolveTarget(given, options));
  const twice = sharedFolders(resolved);
  if (twice.length > 0) throw invalidFanOut(twice);
  return resolved;
}

export function invalidFanOut(problems: readonly string[]): JournalRuntimeError {
  return new JournalRuntimeError(
    'JOURNAL_RUNTIME_FAN_OUT_INVALID',
    `The fan-out cannot begin; nothing was written: ${problems.join('; ')}.`,
    { problems },
  );
}

/** Whether a target's configuration can be used. */
export function isConfig(config: JournalingConfig | CodedError): config is JournalingConfig {
  return !(config instanceof Error);
}

function targetProblems(given: unknown, index: number): string[] {
  const directory = typeof given === 'string' ? given : (given as FanOutTarget | null)?.directory;
  if (typeof directory === 'string' && directory !== '' && !directory.includes('\0')) return [];
  return [
    `targets.${index} = ${shown(given)} names no folder: give a path, or { directory, name?, file?, config?, input? }`,
  ];
}

function resolveTarget(given: string | FanOutTarget, options: LoadJournalingConfigOptions): ResolvedTarget {
  const target = typeof given === 'string' ? { directory: given } : given;
  const name = target.name ?? basename(resolve(target.directory));
  try {
    const config = loadJournalingConfig({
      ...options,
      ...(target.file === undefined ? {} : { file: target.file }),
      config: { ...options.config, ...target.config },
      baseDirectory: target.directory,
    });
    return { target, name, config: config.enabled ? config : disabledError() };
  } catch (error) {
    // One bad configuration must not keep the other repositories from their log.
    if (error instanceof JournalRuntimeError) return { target, name, config: error };
    throw error;
  }
}

function sharedFolders(targets: readonly ResolvedTarget[]): string[] {
  const names = new Map<string, string>();
  const problems: string[] = [];
  for (const { name, config } of targets) {
    if (!isConfig(config)) continue;
    const earlier = names.get(config.updateLogsDir);
    if (earlier === undefined) names.set(config.updateLogsDir, name);
    else
      problems.push(
        `${shown(earlier)} and ${shown(name)} write into the same folder ${shown(config.updateLogsDir)}`,
      );
  }
  return problems;
}
