import { resolve } from 'node:path';
import type { EventSeverity } from '@opta/journal-format';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { usageError } from '../../errors.js';
import { untilInterrupted } from '../../terminal/until-interrupted.js';
import { readRange, type WhenOptions } from '../../time/when-range.js';
import type { Exported, ExportFormat } from './exported.js';
import { formatCsv } from './format-csv.js';
import { formatNdjson } from './format-ndjson.js';
import { OutputFile } from './output-file.js';
import { readExported } from './read-exported.js';

export type ExportedKind = 'sessions' | 'updates' | 'events';

export interface ExportOptions extends WhenOptions {
  format: 'ndjson' | 'csv' | 'html';
  device?: string;
  type?: string[];
  severity?: EventSeverity;
  output?: string;
  force?: boolean;
}

/** Items between two lines of progress. */
const PROGRESS_STEP = 500;

const KINDS = { sessions: 'session', updates: 'update', events: 'event' } as const;

/** Writes logs or events in another form. */
export async function exportLogs(
  context: CommandContext,
  given: readonly ExportedKind[],
  options: ExportOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const what = given.length === 0 ? (['sessions', 'updates'] as const) : [...new Set(given)];
  if (context.isJson && options.format !== 'ndjson') {
    throw usageError(`--json and --format ${options.format} exclude each other. Give one of them.`);
  }
  const format = await formatOf(what, options);
  const place = await context.place();
  const range = readRange(options, { now: context.now, timeZone: place.timeZone });
  // Names of logs are in the zone of the journal, which may be a day away from that of the reader.
  const { days } = readRange(options, { now: context.now, timeZone: place.config.timezone });
  const leftOut: string[] = [];
  let exported = 0;
  async function* counted(): AsyncGenerator<Exported> {
    const items = readExported(place, {
      ...{ what, options, range: { ...range, days } },
      onLeftOut: (message) => leftOut.push(message),
    });
    for await (const item of items) {
      exported += 1;
      if (exported % PROGRESS_STEP === 0) await terminal.showProgress(`${exported} …`);
      yield item;
    }
  }
  const file =
    options.output === undefined
      ? undefined
      : await OutputFile.open(resolve(context.cwd, options.output), options.force === true);
  const interruption = untilInterrupted();
  let isPublished = false;
  try {
    for await (const text of format(counted(), { timeZone: place.timeZone })) {
      if (interruption.signal.aborted) return EXIT.interrupted;
      if (file === undefined) await terminal.printRaw(text);
      else await file.write(text);
    }
    isPublished = file !== undefined && exported > 0;
    if (isPublished) await file?.publish();
  } finally {
    interruption.release();
    if (!isPublished) await file?.discard();
    await terminal.showProgress('');
  }
  for (const message of leftOut) await terminal.complain(message);
  if (isPublished) await terminal.say(`${options.output}: ${exported} of ${what.join(', ')}.`);
  if (exported > 0) return leftOut.length === 0 ? EXIT.ok : EXIT.findings;
  await terminal.say('Nothing was exported: no log is like that.');
  return EXIT.findings;
}

async function formatOf(
  what: readonly ExportedKind[],
  { format, output, force }: ExportOptions,
): Promise<ExportFormat> {
  if (force === true && output === undefined) {
    throw usageError('--force replaces the file of --output. Name one, or leave it out.');
  }
  if (format === 'ndjson') return formatNdjson;
  if (format === 'html') return (await import('./format-html.js')).formatHtml;
  const [kind, ...others] = what;
  if (kind !== undefined && others.length === 0) return formatCsv(KINDS[kind]);
  throw usageError(
    `CSV is one table, and ${what.join(' and ')} have different columns. Export one of them: opta-journal export sessions --format csv`,
  );
}
