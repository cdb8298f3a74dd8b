import { isoTimestamp } from '@opta/journal-format';
import { openSearch, type Statistics } from '@opta/journal-search';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { readRange, type WhenOptions } from '../../time/when-range.js';
import { printStatistics } from './print-statistics.js';

export interface StatsOptions extends WhenOptions {
  device?: string;
  model?: string;
}

/** Prints what the runtimes of a span add up to. */
export async function showStatistics(context: CommandContext, options: StatsOptions): Promise<ExitCode> {
  const { terminal } = context;
  const { store, config, timeZone } = await context.place();
  const { device, model } = options;
  // Names of logs are in the zone of the journal.
  const { days } = readRange(options, { now: context.now, timeZone: config.timezone });
  const search = openSearch(store, {
    index: false,
    redaction: config.redaction,
    timeZone: config.timezone,
    onError: (error) => void terminal.say(`Nothing is kept for the next time: ${(error as Error).message}`),
  });
  let statistics: Statistics;
  try {
    statistics = await search.statistics({
      ...days,
      ...(device === undefined ? {} : { device }),
      ...(model === undefined ? {} : { model }),
    });
  } finally {
    await search.close();
  }
  if (context.isJson) {
    const { failures, ...figures } = statistics;
    await terminal.printJson('stats', {
      ...figures,
      failures: failures.map((failure) => ({ ...failure, lastAt: isoTimestamp(failure.lastAt, timeZone) })),
    });
  } else if (statistics.total.runtimes > 0) {
    terminal.page();
    await printStatistics(terminal, statistics, timeZone);
  }
  for (const note of statistics.notes) await terminal.say(note);
  if (statistics.total.runtimes > 0) return EXIT.ok;
  await terminal.say(`No runtime is like that in ${store.sessionLogsDir}.`);
  return EXIT.findings;
}
