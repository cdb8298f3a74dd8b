import type { BlockContent, RootContent } from 'mdast';
import type {
  Detail,
  EventCount,
  FilesChanged,
  Inline,
  NamedValue,
  NextStep,
  SessionLog,
  StatusChange,
} from '../types.js';
import {
  EVENT_COLUMNS,
  EVENT_SUMMARY,
  FILES_CHANGED_HEADINGS,
  type SessionSectionKey,
  STARTUP_METADATA,
  STATUS_COLUMNS,
} from './document-sections.js';
import { EMPTY, escapeSentinel, NO_EVENT, NONE } from './sentinel.js';
import { headingNode, listNode, tableNode } from './tree-nodes.js';

/** What stands below each H2 heading of a session log; `undefined`: the section is not written. */
export const SESSION_SECTION_BUILDERS: Record<
  SessionSectionKey,
  (log: SessionLog) => RootContent[] | undefined
> = {
  summary: (log) => ifPresent(log.summary, buildItems),
  filesChanged: (log) => ifPresent(log.filesChanged, buildFilesChanged),
  statusChanges: buildStatusChanges,
  decisions: (log) => ifPresent(log.decisions, buildItems),
  issues: (log) => ifPresent(log.issues, buildItems),
  nextSteps: (log) => ifPresent(log.nextSteps, buildNextSteps),
  notes: buildNotes,
};

/** A list of texts; an empty one has the item `(none)`. */
export function buildItems(items: readonly Inline[]): RootContent[] {
  if (items.length === 0) return [listNode([{ content: NONE }])];
  return [listNode(items.map((item) => ({ content: escapeInline(item, NONE) })))];
}

/** Escapes a text that looks like a sentinel; markup never does. */
export function escapeInline(content: Inline, ...sentinels: readonly string[]): Inline {
  return typeof content === 'string' ? escapeSentinel(content, ...sentinels) : content;
}

export function ifPresent<Value, Result>(
  value: Value | undefined,
  build: (value: Value) => Result,
): Result | undefined {
  return value === undefined ? undefined : build(value);
}

/** The content of one subsection of Notes that no field describes. */
export function buildDetail(detail: Detail): BlockContent {
  if ('items' in detail) return buildItems(detail.items)[0] as BlockContent;
  if ('table' in detail) return buildDetailTable(detail.table);
  return { type: 'code', lang: detail.code.language ?? null, meta: null, value: detail.code.text };
}

function buildFilesChanged(files: FilesChanged): RootContent[] {
  return (['created', 'modified', 'deleted'] as const).flatMap((kind) => [
    headingNode(3, FILES_CHANGED_HEADINGS[kind]),
    ...buildItems(files[kind]),
  ]);
}

function buildStatusChanges({ statusChanges, statusNotes }: SessionLog): RootContent[] | undefined {
  if (statusChanges === undefined && statusNotes === undefined) return undefined;
  if (statusChanges === undefined || statusChanges.length === 0) return buildItems(statusNotes ?? []);
  const table = buildStatusTable(statusChanges);
  return statusNotes === undefined || statusNotes.length === 0
    ? [table]
    : [table, ...buildItems(statusNotes)];
}

function buildStatusTable(changes: readonly StatusChange[]): RootContent {
  return tableNode(
    [STATUS_COLUMNS, ...changes.map(({ area, before, after }) => [area, before, after])],
    [null, null, null],
  );
}

function buildNextSteps(steps: readonly NextStep[]): RootContent[] {
  if (steps.length === 0) return [listNode([{ content: NONE }])];
  return [
    listNode(
      steps.map(({ text, done }) => {
        // A check box without text behind it is no check box.
        const content = done !== undefined && text.length === 0 ? EMPTY : escapeInline(text, NONE, EMPTY);
        return { content, checked: done };
      }),
    ),
  ];
}

function buildNotes({ notes, eventCounts, metadata, details = [] }: SessionLog): RootContent[] | undefined {
  if (notes === undefined && eventCounts === undefined && metadata === undefined && details.length === 0) {
    return undefined;
  }
  return [
    ...(ifPresent(notes, buildItems) ?? []),
    ...(ifPresent(eventCounts, buildEventSummary) ?? []),
    ...(ifPresent(metadata, buildMetadata) ?? []),
    ...details.flatMap((detail): RootContent[] => [headingNode(3, detail.title), buildDetail(detail)]),
  ];
}

function buildEventSummary(counts: readonly EventCount[]): RootContent[] {
  const rows =
    counts.length === 0
      ? [[NO_EVENT, '0']]
      : counts.map(({ type, count }) => [escapeSentinel(type, NO_EVENT), String(count)]);
  return [headingNode(3, EVENT_SUMMARY), tableNode([EVENT_COLUMNS, ...rows], [null, 'right'])];
}

function buildMetadata(values: readonly NamedValue[]): RootContent[] {
  const items =
    values.length === 0
      ? [NONE]
      : values.map(({ name, value }) => (value === '' ? `${name}:` : `${name}: ${value}`));
  return [headingNode(3, STARTUP_METADATA), listNode(items.map((content) => ({ content })))];
}

function buildDetailTable({
  columns,
  rows,
}: {
  columns: { name: Inline; align?: 'left' | 'right' | 'center' }[];
  rows: Inline[][];
}): BlockContent {
  return tableNode(
    [columns.map(({ name }) => name), ...rows],
    columns.map(({ align }) => align ?? null),
  );
}
