import { writeUpdateLog } from '@opta/journal-runtime';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { usageError } from '../../errors.js';
import { rangesOfSeries } from '../../place/ranges-of-series.js';
import { readStdin } from '../../terminal/read-stdin.js';
import { visibleText } from '../../terminal/visible-text.js';
import { buildInput } from './build-input.js';
import { lastVersion } from './last-version.js';
import type { LogOptions } from './log-options.js';
import { readSeries } from './read-series.js';

/** Bytes of a summary: that of a long merge has some thousand. */
const MAX_SUMMARY_BYTES = 1_048_576;

/** Writes an update log, or with `--fan-out` one in each of several repositories. */
export async function writeLog(
  context: CommandContext,
  words: string,
  options: LogOptions,
): Promise<ExitCode> {
  const { terminal, cwd } = context;
  const { fanOut, finish } = options;
  if (finish !== undefined && fanOut === undefined) {
    throw usageError('--finish needs --fan-out with the repositories that are missing.');
  }
  const said = words === '-' ? (await readStdin(terminal.stdin, MAX_SUMMARY_BYTES)).trim() : words;
  if (words !== '' && said.trim() === '') throw usageError('The summary is empty. Say what changed.');
  if (fanOut !== undefined) {
    const { fanOutLog } = await import('./fan-out-log.js');
    const answers = await completed(context, said, options, {});
    return fanOutLog(context, answers, { repositories: fanOut, finish });
  }
  const { config, store } = await context.place();
  const series = options.series === undefined ? undefined : readSeries(options.series);
  // Before anything is asked.
  if (typeof series === 'string') rangesOfSeries(series, config);
  const versionBefore = options.versionBefore ?? (await lastVersion(store));
  const { summary, options: complete } = await completed(context, said, options, {
    ...(versionBefore === undefined ? {} : { versionBefore }),
  });
  const written = await writeUpdateLog(buildInput(summary, complete), {
    // Complete, and the command line is stronger than the environment.
    config,
    environment: {},
    baseDirectory: cwd,
    onError: (error) => void terminal.complain(`The log is written, but ${(error as Error).message}`),
  });
  const { id, number, fileName, path } = written;
  if (context.isJson) await terminal.printJson('log-written', { id, number, fileName, path });
  else await terminal.print(visibleText(path));
  return EXIT.ok;
}

/** What was said, and what a person answers where it was not. */
async function completed(
  { terminal, cwd }: CommandContext,
  summary: string,
  options: LogOptions,
  known: { versionBefore?: string },
): Promise<{ summary: string; options: LogOptions }> {
  const isAsking = options.interactive === true || summary === '';
  if (!isAsking) return { summary, options: { ...options, ...known } };
  if (!terminal.canAsk) {
    throw usageError(
      options.interactive === true
        ? 'There is no terminal to ask on. Say everything on the command line, and leave out -i.'
        : 'There is no summary. Say what changed: opta-journal log "Sync models". It stands before --fan-out, or after --.',
    );
  }
  const { askUpdate } = await import('./ask-update.js');
  return askUpdate({ terminal, cwd }, summary, { ...options, ...known });
}
