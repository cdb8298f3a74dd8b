import type { RootContent } from 'mdast';
import type { Detail, EventCount, FilesChanged, Inline, NamedValue, NextStep, SessionLog } from '../types.js';
import { canonicalInline } from './canonical-inline.js';
import { canonicalBlock, canonicalText } from './canonical-text.js';
import {
  EVENT_COLUMNS,
  EVENT_SUMMARY,
  FILES_CHANGED_HEADINGS,
  type SessionSectionKey,
  STARTUP_METADATA,
  STATUS_COLUMNS,
} from './document-sections.js';
import {
  isOnly,
  readHeading,
  readItems,
  readList,
  readRows,
  readTable,
  unescapeInline,
} from './read-nodes.js';
import { EMPTY, NO_EVENT, NONE, unescapeSentinel } from './sentinel.js';

const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,15})$/;
const LANGUAGE = /^[\w.+#-]+$/;

/** The fields in what stands below each H2 heading; `undefined`: it is not what the section holds. */
export const SESSION_SECTION_READERS: Record<
  SessionSectionKey,
  (nodes: readonly RootContent[]) => Partial<SessionLog> | undefined
> = {
  summary: (nodes) => ifRead(readOnlyItems(nodes), (summary) => ({ summary })),
  filesChanged: (nodes) => ifRead(readFilesChanged(nodes), (filesChanged) => ({ filesChanged })),
  statusChanges: readStatusChanges,
  decisions: (nodes) => ifRead(readOnlyItems(nodes), (decisions) => ({ decisions })),
  issues: (nodes) => ifRead(readOnlyItems(nodes), (issues) => ({ issues })),
  nextSteps: (nodes) => ifRead(readNextSteps(nodes), (nextSteps) => ({ nextSteps })),
  notes: readNotes,
};

export function readOnlyItems(nodes: readonly RootContent[]): Inline[] | undefined {
  return nodes.length === 1 ? readItems(nodes[0]) : undefined;
}

export function ifRead<Value, Result>(
  value: Value | undefined,
  use: (value: Value) => Result,
): Result | undefined {
  return value === undefined ? undefined : use(value);
}

/**
 * What a subsection of Notes says of the fields that have one, if it stands where that one stands:
 * `before` has the fields of the subsections above it.
 */
export function readNotesFields(
  before: Pick<SessionLog, 'eventCounts' | 'metadata'>,
  title: Inline,
  content: RootContent,
): Partial<SessionLog> | undefined {
  if (before.metadata !== undefined) return undefined;
  if (title === STARTUP_METADATA) return ifRead(readMetadata(content), (metadata) => ({ metadata }));
  if (title !== EVENT_SUMMARY || before.eventCounts !== undefined) return undefined;
  return ifRead(readEventCounts(content), (eventCounts) => ({ eventCounts }));
}

function readEventCounts(node: RootContent | undefined): EventCount[] | undefined {
  const rows = readRows(node, EVENT_COLUMNS);
  if (rows === undefined) return undefined;
  const counts: EventCount[] = [];
  for (const [type, count] of rows) {
    if (typeof type !== 'string' || typeof count !== 'string' || !WHOLE_NUMBER.test(count)) return undefined;
    if (!Number.isSafeInteger(Number(count))) return undefined;
    counts.push({ type, count: Number(count) });
  }
  if (counts.length === 1 && counts[0]?.type === NO_EVENT && counts[0].count === 0) return [];
  return counts.map(({ type, count }) => ({ type: unescapeSentinel(type, NO_EVENT), count }));
}

function readMetadata(node: RootContent | undefined): NamedValue[] | undefined {
  const items = readList(node);
  if (items === undefined || items.some(({ checked }) => checked !== undefined)) return undefined;
  const texts = items.map(({ children }) => canonicalInline(children));
  if (isOnly(texts, NONE)) return [];
  const values = texts.map(readNamedValue);
  return values.every((value) => value !== undefined) ? values : undefined;
}

function readFilesChanged(nodes: readonly RootContent[]): FilesChanged | undefined {
  if (nodes.length !== 6) return undefined;
  const kinds = ['created', 'modified', 'deleted'] as const;
  const lists = kinds.map((kind, index) =>
    readHeading(nodes[index * 2], 3) === FILES_CHANGED_HEADINGS[kind]
      ? readItems(nodes[index * 2 + 1])
      : undefined,
  );
  const [created, modified, deleted] = lists;
  if (created === undefined || modified === undefined || deleted === undefined) return undefined;
  return { created, modified, deleted };
}

function readStatusChanges(nodes: readonly RootContent[]): Partial<SessionLog> | undefined {
  const rows = readRows(nodes[0], STATUS_COLUMNS);
  if (rows === undefined) return ifRead(readOnlyItems(nodes), (statusNotes) => ({ statusNotes }));
  if (rows.length === 0 || nodes.length > 2) return undefined;
  const statusChanges = rows.map(([area = '', before = '', after = '']) => ({ area, before, after }));
  if (nodes.length === 1) return { statusChanges };
  const statusNotes = readItems(nodes[1]);
  return statusNotes === undefined || statusNotes.length === 0 ? undefined : { statusChanges, statusNotes };
}

function readNextSteps(nodes: readonly RootContent[]): NextStep[] | undefined {
  const items = nodes.length === 1 ? readList(nodes[0]) : undefined;
  if (items === undefined) return undefined;
  const steps = items.map(({ children, checked }) => ({ text: canonicalInline(children), done: checked }));
  if (steps.length === 1 && steps[0]?.text === NONE && steps[0].done === undefined) return [];
  return steps.map(({ text, done }) => {
    if (done === undefined) return { text: unescapeInline(text, NONE, EMPTY) };
    return { text: text === EMPTY ? '' : unescapeInline(text, NONE, EMPTY), done };
  });
}

function readNotes(nodes: readonly RootContent[]): Partial<SessionLog> | undefined {
  const log: Partial<SessionLog> = {};
  let index = 0;
  if (nodes[0]?.type === 'list') {
    const notes = readItems(nodes[0]);
    if (notes === undefined) return undefined;
    log.notes = notes;
    index = 1;
  }
  const details: Detail[] = [];
  for (; index < nodes.length; index += 2) {
    const title = readHeading(nodes[index], 3);
    const content = nodes[index + 1];
    if (title === undefined || content === undefined) return undefined;
    const fields = details.length === 0 ? readNotesFields(log, title, content) : undefined;
    if (fields !== undefined) {
      Object.assign(log, fields);
      continue;
    }
    const detail = readDetail(title, content);
    if (detail === undefined) return undefined;
    details.push(detail);
  }
  if (details.length > 0) log.details = details;
  return Object.keys(log).length === 0 ? undefined : log;
}

function readDetail(title: Inline, content: RootContent): Detail | undefined {
  if (content.type === 'code') {
    const { lang, meta, value } = content;
    if ((lang && !LANGUAGE.test(lang)) || meta) return undefined;
    return { title, code: { ...(lang ? { language: lang } : {}), text: canonicalBlock(value) } };
  }
  const items = readItems(content);
  if (items !== undefined) return { title, items };
  const table = readTable(content);
  if (table === undefined) return undefined;
  const columns = table.head.map((name, index) => {
    const align = table.align?.[index];
    return { name, ...(align ? { align } : {}) };
  });
  return { title, table: { columns, rows: table.rows } };
}

function readNamedValue(text: Inline): NamedValue | undefined {
  if (typeof text !== 'string') return undefined;
  const colon = text.indexOf(': ');
  if (colon >= 0)
    return { name: canonicalText(text.slice(0, colon)), value: canonicalText(text.slice(colon + 2)) };
  return text.endsWith(':') ? { name: canonicalText(text.slice(0, -1)), value: '' } : undefined;
}
