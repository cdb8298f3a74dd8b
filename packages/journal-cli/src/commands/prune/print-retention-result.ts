import type { RetentionPlan, RetentionResult, SkippedReason } from '@opta/journal-store';
import type { CommandContext } from '../../command-context.js';
import { commandLine } from '../../program/command-line.js';
import type { GlobalOptions } from '../../program/global-options.js';
import { formatBytes } from '../../terminal/format-bytes.js';
import { printSome } from '../../terminal/print-some.js';
import { visibleText } from '../../terminal/visible-text.js';

const WHY_SKIPPED: Readonly<Record<SkippedReason, string>> = {
  changed: 'it has changed since the plan was made',
  pinned: 'it has been pinned since',
  conflict: 'the archive has another file of that name',
  failed: 'the system refused',
};

/** Names in one command that undoes: what a shell takes, and a person still copies. */
const NAMES_IN_COMMAND = 20;

/** What has gone, what has not and why, and how to undo it. */
export async function printRetentionResult(
  { terminal, options }: CommandContext,
  plan: RetentionPlan,
  result: RetentionResult,
): Promise<void> {
  const { done, bytes, skipped } = result;
  const files = `${done.length} ${done.length === 1 ? 'file' : 'files'} with ${formatBytes(bytes)}`;
  await terminal.print(`${files} ${plan.mode === 'delete' ? 'deleted' : 'archived'}.`);
  await printSome(terminal, skipped, ({ fileName, reason, error }) => {
    const why = error === undefined ? WHY_SKIPPED[reason] : error.message;
    return `stays  ${visibleText(fileName)}: ${visibleText(why)}`;
  });
  const undo = undoCommands(options, plan, result);
  if (undo.length > 0) await terminal.say(`To undo it:\n${undo.map((line) => `  ${line}`).join('\n')}`);
}

/** The commands that bring back what has gone into the archive. */
export function undoCommands(
  options: GlobalOptions,
  { mode, units }: RetentionPlan,
  { done }: RetentionResult,
): string[] {
  if (mode !== 'archive') return [];
  const gone = new Set(done);
  // A session log brings its event log along.
  const names = units
    .filter(({ files }) => files.some(({ fileName }) => gone.has(fileName)))
    .map(({ fileName }) => fileName);
  const commands: string[] = [];
  for (let at = 0; at < names.length; at += NAMES_IN_COMMAND) {
    commands.push(commandLine(options, ['restore', ...names.slice(at, at + NAMES_IN_COMMAND)]));
  }
  return commands;
}
