import type { FrontmatterEntries } from '../frontmatter/frontmatter-entries.js';
import type { UpdateLog } from '../types.js';
import { canonicalLine } from './canonical-text.js';
import { canonicalTime } from './canonicalize-parts.js';
import { UPDATE_SECTIONS } from './document-sections.js';
import { UPDATE_KEYS } from './frontmatter-keys.js';
import { anchorSections } from './lay-out-sections.js';
import { readDocument, readProperties, takeText } from './read-document.js';
import { readSections } from './read-sections.js';
import { UPDATE_SECTION_READERS } from './read-update-sections.js';

/**
 * Reads an update log, in either dialect or free-form, with or without frontmatter. What is kept, and
 * what it throws, is as for {@link parseSessionLog}.
 *
 * @param text the whole document, at most 8 Mi characters.
 * @returns the canonical value: formatting and parsing it again gives an equal one.
 * @throws {JOURNAL_FORMAT_NOT_TEXT} when it is not a string.
 * @throws {JOURNAL_FORMAT_TOO_LARGE} when it has too many characters, definitions or blocks.
 * @throws {JOURNAL_FORMAT_TOO_DEEP} when its blocks are nested too deep, or a paragraph has too much markup.
 * @throws {JOURNAL_FORMAT_FRONTMATTER_INVALID} when its frontmatter cannot be read.
 * @example
 * ```ts
 * parseUpdateLog('---\nid: 001\npromoted: true\n---\n\n## Summary\n- Loaded a model.\n');
 * // { id: '001', promoted: true, summary: ['Loaded a model.'] }
 * ```
 */
export function parseUpdateLog(text: string): UpdateLog {
  const { entries, title, sections } = readDocument(text);
  const log: UpdateLog = {};
  for (const [key, field] of UPDATE_KEYS) {
    if (field === 'promoted') readPromoted(entries, log);
    else if (field === 'aliases') readAliases(entries, log);
    else {
      const written = takeText(entries, key);
      if (written !== undefined) log[field] = field === 'time' ? canonicalTime(written) : written;
    }
  }
  const { fields, layout } = readSections(sections, UPDATE_SECTIONS, UPDATE_SECTION_READERS);
  const otherSections = anchorSections(layout);
  return {
    ...log,
    ...readProperties(entries),
    ...(title === undefined ? {} : { title }),
    ...fields,
    ...(otherSections.length === 0 ? {} : { otherSections }),
  };
}

function readPromoted(entries: FrontmatterEntries, log: UpdateLog): void {
  const value = entries.get('promoted')?.value;
  if (value !== null && typeof value !== 'boolean') return;
  entries.delete('promoted');
  log.promoted = value;
}

/** A list of numbers, or one number alone. */
function readAliases(entries: FrontmatterEntries, log: UpdateLog): void {
  const entry = entries.get('aliases');
  const texts = entry?.texts ?? (entry?.text === undefined ? undefined : [entry.text]);
  if (texts === undefined) return;
  entries.delete('aliases');
  log.aliases = texts.map(canonicalLine);
}
