import { isoTimestamp } from '@opta/journal-format';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { callServer } from '../../server/call-server.js';
import { gatherReport } from './gather-report.js';
import type { JournalReport, ServerReport } from './journal-report.js';
import { printReport } from './print-report.js';

export interface StatusOptions {
  check: boolean;
  url?: string;
  key?: string;
}

/** Prints how the journal is. */
export async function showStatus(context: CommandContext, options: StatusOptions): Promise<ExitCode> {
  const { terminal } = context;
  const place = await context.place();
  await terminal.showProgress('Looking at the logs …');
  let report: JournalReport;
  try {
    report = await gatherReport(place, { isChecked: options.check });
    const server = await askServer(context, options);
    if (server !== undefined) report.server = server;
  } finally {
    await terminal.showProgress('');
  }
  if (context.isJson) await terminal.printJson('status', toJson(report, place.timeZone));
  else await printReport(terminal, report, { timeZone: place.timeZone, isChecked: options.check });
  return report.problems.length === 0 ? EXIT.ok : EXIT.findings;
}

async function askServer(
  { terminal }: CommandContext,
  { url, key = terminal.env.OPTA_JOURNAL_ADMIN_KEY }: StatusOptions,
): Promise<ServerReport | undefined> {
  if (url === undefined) return undefined;
  const server = { url, ...(key === undefined ? {} : { key }) };
  return { url, health: await callServer(server, { path: '/admin/logs/health' }) };
}

/** As docs/cli.md describes it. */
function toJson({ index, ...report }: JournalReport, timeZone: string): object {
  const changedAt = index.changedAt === null ? null : isoTimestamp(index.changedAt, timeZone);
  return { ...report, index: { ...index, changedAt } };
}
