import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createRedactor } from '@opta/journal-redact';
import {
  type FanOutReport,
  type FanOutTarget,
  fanOutUpdateLog,
  JournalRuntimeError,
} from '@opta/journal-runtime';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { usageError } from '../../errors.js';
import { findConfigFile } from '../../place/find-config-file.js';
import type { JournalPlace } from '../../place/journal-place.js';
import { openPlace } from '../../place/open-place.js';
import { type Column, printTable } from '../../terminal/print-table.js';
import { untilInterrupted } from '../../terminal/until-interrupted.js';
import { buildInput } from './build-input.js';
import { finishCommand } from './finish-command.js';
import { lastVersion } from './last-version.js';
import type { LogOptions } from './log-options.js';

export interface FanOutRequest {
  repositories: readonly string[];
  /** The id of an earlier one. */
  finish?: string | undefined;
}

/** Writes the linked logs of one update; what is missing is finished by the command that is printed. */
export async function fanOutLog(
  context: CommandContext,
  update: { summary: string; options: LogOptions },
  { repositories, finish }: FanOutRequest,
): Promise<ExitCode> {
  const { terminal } = context;
  refuseFolders(context);
  const directories = repositories.map((repository) => existingFolder(context.cwd, repository));
  const places = directories.map((cwd) => tryPlace(cwd, terminal.env));
  // The command is printed, and a log must be the same whoever writes it.
  const safe = places.reduce((given, place) => redacted(given, place), redacted(update, undefined));
  const id = finish ?? randomUUID();
  const targets = await Promise.all(
    directories.map((directory, index) => targetOf(directory, places[index], safe.options)),
  );
  const commandFor = (missing: readonly FanOutTarget[]): string =>
    finishCommand({ ...safe, id, repositories: missing.map(({ directory }) => directory) }, terminal.env);
  await terminal.say(`Should this be killed, what finishes it is:\n  ${commandFor(targets)}`);

  const interruption = untilInterrupted();
  let report: FanOutReport;
  try {
    report = await fanOutUpdateLog(targets, buildInput(safe.summary, safe.options), {
      id,
      environment: { ...terminal.env },
      signal: interruption.signal,
      onError: (error) => void terminal.complain(`The log is written, but ${(error as Error).message}`),
    });
  } finally {
    interruption.release();
  }
  const command = report.isComplete ? undefined : commandFor(report.remaining);
  await tell(context, { targets, report, command });
  if (report.isComplete) return EXIT.ok;
  return interruption.signal.aborted ? EXIT.interrupted : EXIT.failure;
}

/** The folders of one repository are not those of another. */
function refuseFolders({ options }: CommandContext): void {
  const given = [
    options.config === undefined ? [] : ['--config'],
    options.sessionsDir === undefined ? [] : ['--sessions-dir'],
    options.updatesDir === undefined ? [] : ['--updates-dir'],
  ].flat();
  if (given.length === 0) return;
  throw usageError(
    `${given.join(', ')} cannot stand beside --fan-out: each repository's own configuration says where its log goes.`,
  );
}

/** A folder that does not exist would be looked up in the repository around it. */
function existingFolder(cwd: string, repository: string): string {
  const path = resolve(cwd, repository);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return path;
  throw usageError(
    `--fan-out ${JSON.stringify(repository)}: there is no such folder. A summary stands before --fan-out, or after --.`,
    { path },
  );
}

/** Undefined where a configuration cannot be used, which is told as the failure of that repository. */
function tryPlace(cwd: string, env: CommandContext['terminal']['env']): JournalPlace | undefined {
  try {
    return openPlace({ color: 'auto', pager: false }, { cwd, env });
  } catch (error) {
    if (error instanceof JournalRuntimeError) return undefined;
    throw error;
  }
}

function redacted<Value>(value: Value, place: JournalPlace | undefined): Value {
  return createRedactor(place?.config.redaction).redact(value) as Value;
}

async function targetOf(
  directory: string,
  place: JournalPlace | undefined,
  { versionBefore }: LogOptions,
): Promise<FanOutTarget> {
  const file = findConfigFile(directory);
  const target = { directory, name: directory, ...(file === undefined ? {} : { file }) };
  if (place === undefined || versionBefore !== undefined) return target;
  // What cannot be read here is told when the log is written.
  const last = await lastVersion(place.store).catch(() => undefined);
  return last === undefined ? target : { ...target, input: { versionBefore: last } };
}

/** What has become of one repository. */
interface Outcome {
  repository: string;
  outcome: 'written' | 'was there' | 'failed' | 'not tried';
  id?: string;
  number?: number;
  fileName?: string;
  path?: string;
  error?: { code: string; message: string; fix?: string };
}

const COLUMNS: readonly Column<Outcome>[] = [
  {
    title: 'OUTCOME',
    text: ({ outcome }) => outcome,
    style: ({ outcome }) => (outcome === 'failed' || outcome === 'not tried' ? 'red' : undefined),
  },
  { title: 'REPOSITORY', text: ({ repository }) => repository, yields: 1 },
  { title: 'LOG', text: ({ fileName, error }) => fileName ?? error?.code ?? '', yields: 2 },
];

async function tell(
  context: CommandContext,
  {
    targets,
    report,
    command,
  }: { targets: readonly FanOutTarget[]; report: FanOutReport; command: string | undefined },
): Promise<void> {
  const { terminal } = context;
  const outcomes = targets.map((target) => outcomeOf(target, report));
  if (context.isJson) {
    const { id, isComplete } = report;
    await terminal.printJson('fan-out', { id, isComplete, repositories: outcomes, finish: command ?? null });
  } else {
    await printTable(terminal, COLUMNS, outcomes);
  }
  for (const { repository, error } of outcomes) {
    if (error !== undefined) await terminal.complain(`${repository}: ${error.message}`);
  }
  if (command === undefined) return;
  const { length } = report.remaining;
  await terminal.complain(
    `${length} of ${targets.length} repositories ${length === 1 ? 'has' : 'have'} no log of this update yet. This finishes it, and writes nothing twice:\n  ${command}`,
  );
}

function outcomeOf(target: FanOutTarget, { done, failed }: FanOutReport): Outcome {
  const { directory: repository } = target;
  const log = done.find((each) => each.target === target);
  if (log !== undefined) {
    const { id, number, fileName, path } = log;
    return { repository, outcome: log.existed ? 'was there' : 'written', id, number, fileName, path };
  }
  const failure = failed.find((each) => each.target === target);
  if (failure === undefined) return { repository, outcome: 'not tried' };
  const { code, message, fix } = failure.error as Error & { code: string; fix?: string };
  return {
    repository,
    outcome: 'failed',
    error: { code, message, ...(fix === undefined ? {} : { fix }) },
  };
}
