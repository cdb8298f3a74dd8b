import type { Detail, DetailTable, FrontmatterValue, Inline, OtherSection } from '../types.js';
import { canonicalBlock, canonicalLine, canonicalMarkdown } from './canonical-text.js';

/** Times of day with a fraction: journals tell whole seconds. */
const FRACTION = /^((?:\d{4}-\d{2}-\d{2}T)?\d{2,}:\d{2}:\d{2})[.,]\d[\d.,]*/;

/** Brings inline content into its one canonical form; markup without any markup in it is a string. */
export type CanonicalInline = (content: Inline) => Inline;

/** A line of text whose time of day, if there is one, is cut to seconds. */
export function canonicalTime(text: string): string {
  return canonicalLine(text).replace(FRACTION, '$1');
}

export function canonicalDetail(detail: Detail, canonicalInline: CanonicalInline): Detail {
  const title = canonicalInline(detail.title);
  if ('items' in detail) return { title, items: detail.items.map(canonicalInline) };
  if ('table' in detail) return { title, table: canonicalTable(detail.table, canonicalInline) };
  const language = canonicalLine(detail.code.language ?? '').replace(/[^\w.+#-]+/g, '');
  return {
    title,
    code: { ...(language === '' ? {} : { language }), text: canonicalBlock(detail.code.text) },
  };
}

export function canonicalOtherSection(
  { heading, markdown, after }: OtherSection,
  canonicalInline: CanonicalInline,
): OtherSection {
  return {
    ...(heading === undefined ? {} : { heading: canonicalInline(heading) }),
    markdown: canonicalMarkdown(markdown),
    ...(after === undefined ? {} : { after }),
  };
}

/** Whether a section leaves anything in a document. */
export function hasContent({ heading, markdown }: OtherSection): boolean {
  return heading !== undefined || markdown !== '';
}

/** Frontmatter values: strings keep their line breaks, which YAML can write on one line. */
function canonicalValue(value: FrontmatterValue): FrontmatterValue {
  if (typeof value === 'string') return canonicalBlock(value);
  // YAML readers do not agree on -0.
  if (typeof value === 'number') return value === 0 ? 0 : value;
  if (value === null || typeof value !== 'object') return value;
  return Array.isArray(value) ? value.map(canonicalValue) : canonicalProperties(value);
}

export function canonicalProperties(
  properties: Readonly<Record<string, FrontmatterValue>>,
): Record<string, FrontmatterValue> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [canonicalLine(key), canonicalValue(value)]),
  );
}

/** Rows as long as the longest of them, so that no cell is cut off. */
function canonicalTable({ columns, rows }: DetailTable, canonicalInline: CanonicalInline): DetailTable {
  const width = Math.max(1, columns.length, ...rows.map((row) => row.length));
  const cells = <Cell>(row: readonly Cell[], empty: Cell) =>
    Array.from({ length: width }, (_, index) => row[index] ?? empty);
  return {
    columns: cells(columns, { name: '' }).map(({ name, align }) => ({
      name: canonicalInline(name),
      ...(align === undefined ? {} : { align }),
    })),
    rows: rows.map((row) => cells(row, '').map(canonicalInline)),
  };
}
