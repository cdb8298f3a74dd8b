import { isoTimestamp, zonedTime } from '@opta/journal-format';
import { type JournalSearch, type LogKind, openSearch, type SearchHit } from '@opta/journal-search';
import type { CommandContext } from '../../command-context.js';
import { DEFAULT_LINES, EXIT, type ExitCode } from '../../constants.js';
import type { Terminal } from '../../terminal/terminal.js';
import { visibleText } from '../../terminal/visible-text.js';
import { readRange, type WhenOptions } from '../../time/when-range.js';

export interface SearchCommandOptions extends WhenOptions {
  lines?: number;
  in?: LogKind[];
  best?: boolean;
  cursor?: string;
  index: boolean;
}

/** To read fewer takes no longer than to start. */
const MANY_PENDING_LOGS = 500;

/** Prints what a query finds. */
export async function searchLogs(
  context: CommandContext,
  query: string,
  options: SearchCommandOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const { store, config, timeZone } = await context.place();
  const search = openSearch(store, {
    index: options.index,
    redaction: config.redaction,
    timeZone: config.timezone,
    series: config.series,
    onError: (error) => void terminal.say(`The index is not used: ${(error as Error).message}`),
  });
  try {
    const { hits, next, mode, notes } = await search.search(
      withRange(query, options, context.now, timeZone),
      {
        limit: options.lines ?? DEFAULT_LINES,
        order: options.best ? 'rank' : 'time',
        ...(options.in === undefined ? {} : { in: options.in }),
        ...(options.cursor === undefined ? {} : { cursor: options.cursor }),
      },
    );
    if (context.isJson) {
      await terminal.printJson('search', {
        hits: hits.map(({ at, ...hit }) => ({ ...hit, at: isoTimestamp(at, timeZone) })),
        next: next ?? null,
        mode,
        notes,
      });
    } else {
      terminal.page();
      for (const hit of hits) await printHit(terminal, hit, timeZone);
    }
    for (const note of notes) await terminal.say(note);
    if (next !== undefined && !context.isJson) await terminal.say(`There are more: --cursor ${next}`);
    if (hits.length === 0) await terminal.say('Nothing was found.');
    if (options.index) await updateIndex(terminal, search);
    return hits.length > 0 ? EXIT.ok : EXIT.findings;
  } finally {
    await search.close();
  }
}

/** Once much was read that is not in the index: a process that ends with its answer would never have it complete. */
async function updateIndex(terminal: Terminal, search: JournalSearch): Promise<void> {
  const { pendingLogs } = search.status();
  if (pendingLogs < MANY_PENDING_LOGS) return;
  await terminal.showProgress(`Indexing ${pendingLogs} logs, so that the next search is fast …`);
  try {
    await search.refresh();
  } catch (error) {
    await terminal.say(`The logs cannot be indexed: ${(error as Error).message}`);
  } finally {
    await terminal.showProgress('');
  }
}

/** The query's own words for times, as instants. */
function withRange(query: string, options: WhenOptions, now: number, timeZone: string): string {
  const { from, to } = readRange(options, { now, timeZone });
  const since = options.since === undefined ? '' : ` since:${new Date(from).toISOString()}`;
  const until = options.until === undefined ? '' : ` until:${new Date(to).toISOString()}`;
  return query + since + until;
}

async function printHit(terminal: Terminal, hit: SearchHit, timeZone: string): Promise<void> {
  const { date, time } = zonedTime(hit.at, timeZone);
  const head = [`${date} ${time}`, hit.kind, visibleText(hit.target)].join('  ');
  await terminal.print(terminal.style('cyan', head));
  const section = hit.section === undefined ? '' : `${visibleText(hit.section)}: `;
  await terminal.print(`  ${visibleText(hit.title)}`);
  await terminal.print(`    ${section}${markSnippet(terminal, hit)}`);
}

/** Without colours, marks are not shown: the words of the query are known. */
function markSnippet(terminal: Terminal, { snippet, marks }: SearchHit): string {
  let [text, at] = ['', 0];
  for (const [from, to] of marks) {
    text +=
      visibleText(snippet.slice(at, from)) + terminal.style('bold', visibleText(snippet.slice(from, to)));
    at = to;
  }
  return text + visibleText(snippet.slice(at));
}
