import { eventSeverity, isoTimestamp } from '@opta/journal-format';
import { visibleLines } from '../../terminal/visible-text.js';
import type { Exported, ExportView } from './exported.js';

type Cell = string | number | boolean | null | undefined;

type Columns<Kind extends Exported['kind']> = Record<
  string,
  (item: Extract<Exported, { kind: Kind }>, view: ExportView) => Cell
>;

const SESSIONS: Columns<'session'> = {
  file_name: ({ entry }) => entry.fileName,
  began: ({ entry }, { timeZone }) => isoTimestamp(entry.createdAt, timeZone),
  device: ({ entry }) => entry.device,
  user: ({ entry }) => entry.user,
  model: ({ entry }) => entry.model,
  duration: ({ entry }) => entry.duration,
  status: ({ entry }) => entry.status,
  session: ({ entry }) => entry.session,
  event_log: ({ entry }) => entry.eventLog,
  archived: ({ entry }) => entry.archived,
  size_bytes: ({ entry }) => entry.size,
  text: ({ text }) => text,
};

const UPDATES: Columns<'update'> = {
  id: ({ entry }) => entry.id,
  file_name: ({ entry }) => entry.fileName,
  date: ({ entry }) => entry.date,
  author: ({ entry }) => entry.author,
  category: ({ entry }) => entry.category,
  version_before: ({ entry }) => scalar(entry.frontmatter.version_before),
  version_after: ({ entry }) => scalar(entry.frontmatter.version_after),
  commit: ({ entry }) => entry.commit,
  promoted: ({ entry }) => scalar(entry.frontmatter.promoted),
  archived: ({ entry }) => entry.archived,
  size_bytes: ({ entry }) => entry.size,
  text: ({ text }) => text,
};

const EVENTS: Columns<'event'> = {
  event_log: ({ eventLog }) => eventLog,
  seq: ({ record }) => record.seq,
  timestamp: ({ record }) => record.timestamp,
  severity: ({ record }) => eventSeverity(record.eventType),
  event_type: ({ record }) => record.eventType,
  data: ({ record }) => JSON.stringify(record.data),
};

const COLUMNS = { session: SESSIONS, update: UPDATES, event: EVENTS };

/**
 * One table of one kind, also where it has no rows. Lines end with CR LF.
 *
 * Source: RFC 4180.
 */
export function formatCsv(kind: Exported['kind']) {
  const columns = COLUMNS[kind] as Record<string, (item: Exported, view: ExportView) => Cell>;
  return async function* (items: AsyncIterable<Exported>, view: ExportView): AsyncGenerator<string> {
    yield formatRow(Object.keys(columns));
    for await (const item of items) {
      yield formatRow(Object.values(columns).map((cellOf) => cellOf(item, view)));
    }
  };
}

function formatRow(cells: readonly Cell[]): string {
  return `${cells.map(formatCell).join(',')}\r\n`;
}

/** What a spreadsheet would take for a formula. Source: OWASP, CSV injection. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A cell that nothing computes and no terminal obeys. */
export function formatCell(value: Cell): string {
  if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value);
  const shown = visibleLines(value);
  const harmless = FORMULA.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function scalar(value: unknown): Cell {
  return typeof value === 'object' ? JSON.stringify(value ?? '') : (value as Cell);
}
