import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import { type EventLogPair, type JournalStore, JournalStoreError } from '@opta/journal-store';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { visibleText } from '../../terminal/visible-text.js';

export interface RestoreOptions {
  only?: boolean;
}

interface Outcome {
  name: string;
  /** Files that are live again; none where they were already. */
  fileNames: string[];
  error?: JournalStoreError;
}

/** Brings logs back from the archive. One that fails holds up no other. */
export async function restoreLogs(
  context: CommandContext,
  names: readonly string[],
  { only }: RestoreOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const { store } = await context.place();
  const pairs = only ? [] : await store.pairEventLogs();
  const outcomes: Outcome[] = [];
  for (const name of new Set(names)) {
    for (const one of [name, ...eventLogsOf(name, pairs)]) outcomes.push(await restoreOne(store, one));
  }
  const failed = outcomes.filter(({ error }) => error !== undefined);
  if (context.isJson) {
    await terminal.printJson('restore', {
      restored: outcomes
        .filter(({ error }) => error === undefined)
        .map(({ name, fileNames }) => ({ name, fileNames })),
      failed: failed.map(({ name, error }) => ({ name, code: error?.code, message: error?.message })),
    });
  } else {
    for (const { name, fileNames, error } of outcomes) {
      for (const fileName of fileNames) await terminal.print(visibleText(fileName));
      if (error !== undefined)
        await terminal.complain(`opta-journal: ${error.message}\n  ${error.fix} (${error.code})`);
      else if (fileNames.length === 0) await terminal.say(`${name} is in its folder already.`);
    }
  }
  return failed.length > 0 ? EXIT.failure : EXIT.ok;
}

/** The archived event logs that went with a session log. */
function eventLogsOf(name: string, pairs: readonly EventLogPair[]): string[] {
  return pairs.flatMap(({ eventLog, sessionLog }) =>
    sessionLog?.fileName === name && eventLog.archived !== undefined ? eventLog.fileName : [],
  );
}

async function restoreOne(store: JournalStore, name: string): Promise<Outcome> {
  try {
    return { name, fileNames: (await store.restoreLog(name)).fileNames };
  } catch (error) {
    if (!(error instanceof JournalStoreError)) throw error;
    // An earlier run that was stopped may have brought it back.
    const isLive = error.code === 'JOURNAL_STORE_LOG_NOT_FOUND' && isInFolder(store, name);
    return isLive ? { name, fileNames: [] } : { name, fileNames: [], error };
  }
}

function isInFolder({ sessionLogsDir, updateLogsDir }: JournalStore, name: string): boolean {
  const kind = parseLogFileName(name)?.kind;
  if (kind === undefined) return false;
  return existsSync(join(kind === 'update' ? updateLogsDir : sessionLogsDir, name));
}
