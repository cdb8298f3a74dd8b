import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { JournalFormatError } from '../errors.js';
import type { FrontmatterValue } from '../types.js';

/** One key of the frontmatter. */
export interface SourceEntry {
  value: FrontmatterValue;
  /** What is written there, if it is one text: `18:47` and not 1127. */
  text: string | undefined;
  /** The texts of a list of texts. */
  texts: string[] | undefined;
}
export function readFrontmatterEntries(yaml: string): Map<string, SourceEntry> {
  const document = parseDocument(yaml, { version: '1.2' });
  if (document.errors.length > 0) {
    throw new JournalFormatError('JOURNAL_FORMAT_FRONTMATTER_INVALID', String(document.errors[0]));
  }
  const entries = new Map<string, SourceEntry>();
  if (!isMap(document.contents)) return entries;
  for (const { key, value } of document.contents.items) {
    const text = (node: unknown) =>
      isScalar(node) ? (node.type === 'PLAIN' ? (node.source ?? '') : String(node.value)) : undefined;
    const name = isScalar(key) ? (text(key) as string) : String(key);
    entries.set(name, {
      value: (value as { toJS(d: unknown): FrontmatterValue } | null)?.toJS(document) ?? null,
      text: value === null ? '' : text(value),
      texts:
        isSeq(value) && value.items.every(isScalar)
          ? value.items.map((item) => text(item) as string)
          : undefined,
    });
  }
  return entries;
}
