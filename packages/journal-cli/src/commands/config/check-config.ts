import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ConfigProblem, JournalRuntimeError, loadJournalingConfig } from '@opta/journal-runtime';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { usageError } from '../../errors.js';
import { configOptions } from '../../place/config-options.js';
import { visibleText } from '../../terminal/visible-text.js';

/** A mistake as it is shown. */
interface ShownProblem {
  /** A file or the name of a variable. */
  source: string;
  line?: number;
  key?: string;
  value?: unknown;
  message: string;
  nearest?: string;
}

/** A value is shown so far; a longer one is cut. */
const MAX_VALUE_CHARACTERS = 200;

/** Prints every mistake of a configuration. */
export async function checkConfig(context: CommandContext, file: string | undefined): Promise<ExitCode> {
  const { terminal, cwd, options } = context;
  const sources =
    file === undefined
      ? configOptions(options, { cwd, env: terminal.env })
      : { file: existing(cwd, file), environment: {}, baseDirectory: cwd };
  const problems = findProblems(sources);
  if (context.isJson) {
    await terminal.printJson('config-check', { file: sources.file ?? null, problems: problems.map(toJson) });
  } else {
    for (const problem of problems) await terminal.print(visibleText(describe(problem)));
  }
  if (problems.length > 0) return EXIT.findings;
  await terminal.say(
    sources.file === undefined
      ? 'There is no configuration file here; the defaults are in force.'
      : `${sources.file} has no mistakes.`,
  );
  return EXIT.ok;
}

function existing(cwd: string, file: string): string {
  const path = resolve(cwd, file);
  if (existsSync(path)) return path;
  throw usageError(`There is no file ${JSON.stringify(file)}.`, { path });
}

function findProblems(sources: Parameters<typeof loadJournalingConfig>[0]): ShownProblem[] {
  try {
    loadJournalingConfig(sources);
    return [];
  } catch (error) {
    if (!(error instanceof JournalRuntimeError)) throw error;
    const { code, facts, message } = error;
    if (code === 'JOURNAL_RUNTIME_CONFIG_INVALID') return facts.problems as ConfigProblem[];
    // Without a line the file could not even be read.
    if (code !== 'JOURNAL_RUNTIME_CONFIG_UNREADABLE' || facts.line === undefined) throw error;
    return [{ source: String(facts.path), line: Number(facts.line), message }];
  }
}

function describe({ source, line, key, value, message, nearest }: ShownProblem): string {
  // A file that is no YAML: its message names the place.
  if (key === undefined) return message;
  const place = line === undefined ? source : `${source}:${line}`;
  const given = value === undefined ? '' : ` = ${valueText(value)}`;
  const advice = nearest === undefined ? '' : `; the nearest valid one is ${nearest}`;
  return `${place}: ${key}${given} ${message}${advice}`;
}

function valueText(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}…` : text;
}

function toJson({ source, line, key, value, message, nearest }: ShownProblem): object {
  return {
    source,
    line: line ?? null,
    key: key ?? null,
    value: value ?? null,
    message,
    nearest: nearest ?? null,
  };
}
