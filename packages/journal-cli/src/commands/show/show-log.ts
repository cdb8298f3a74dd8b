import { isoTimestamp, parseLogFileName } from '@opta/journal-format';
import type { LogText } from '@opta/journal-store';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { JournalCliError, usageError } from '../../errors.js';
import type { JournalPlace } from '../../place/journal-place.js';
import { printLogText } from './print-log-text.js';

export interface ShowOptions {
  raw?: boolean;
  url?: string;
  key?: string;
}

const NUMBER = /^\d{1,9}$/;

/** Prints one log. */
export async function showLog(
  context: CommandContext,
  name: string,
  options: ShowOptions,
): Promise<ExitCode> {
  if (name === 'current') return (await import('./show-current.js')).showCurrent(context, options);
  if (options.url !== undefined) {
    throw usageError('--url is for `show current`. Leave it out, or show the running session.');
  }
  const { terminal } = context;
  const place = await context.place();
  const log = await readNamedLog(place, name);
  if (context.isJson) {
    const { fileName, kind, text, size, createdAt, archived, eventLog } = log;
    await terminal.printJson('log', {
      fileName,
      kind,
      began: isoTimestamp(createdAt, place.timeZone),
      archived: archived ?? null,
      eventLog: eventLog ?? null,
      sizeBytes: size,
      text,
    });
    return EXIT.ok;
  }
  await printLogText(terminal, log.text, options);
  return EXIT.ok;
}

/**
 * @throws {JOURNAL_CLI_NOT_FOUND} when no log is called so
 */
async function readNamedLog(place: JournalPlace, name: string): Promise<LogText> {
  const { store } = place;
  const fileName = await fileNameOf(place, name);
  const isConventional = fileName !== undefined && parseLogFileName(fileName) !== undefined;
  if (fileName === undefined) throw notFound(place, name);
  if (isConventional) return store.readLog(fileName);
  for (const folder of ['sessions', 'updates'] as const) {
    try {
      return await store.readLog(fileName, { folder });
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'JOURNAL_STORE_LOG_NOT_FOUND') throw error;
    }
  }
  throw notFound(place, name);
}

async function fileNameOf({ store }: JournalPlace, name: string): Promise<string | undefined> {
  if (name === 'last') return (await store.listSessionLogs({ limit: 1 })).entries[0]?.fileName;
  if (!NUMBER.test(name)) return name;
  const { resolveNumber } = await import('@opta/journal-doctor');
  const [first, second, ...others] = await resolveNumber(store, name);
  if (second === undefined || first?.by !== second.by) return first?.fileName;
  const names = [first, second, ...others].map(({ fileName }) => fileName);
  throw new JournalCliError(
    'JOURNAL_CLI_AMBIGUOUS',
    `Several logs have the number ${name}: ${names.join(', ')}. Name one of them; \`opta-journal doctor\` gives each a number of its own.`,
    { name, names },
  );
}

function notFound({ store }: JournalPlace, name: string): JournalCliError {
  const message =
    name === 'last'
      ? `There is no session log in ${store.sessionLogsDir}.`
      : `No log is called ${JSON.stringify(name)} in ${store.sessionLogsDir} or ${store.updateLogsDir}.`;
  return new JournalCliError('JOURNAL_CLI_NOT_FOUND', message, { name });
}
