import type { SessionLog } from '../types.js';
import { canonicalTime } from './canonicalize-parts.js';
import { SESSION_SECTIONS } from './document-sections.js';
import { SESSION_KEYS } from './frontmatter-keys.js';
import { anchorSections } from './lay-out-sections.js';
import { readDocument, readProperties, takeText } from './read-document.js';
import { readSections } from './read-sections.js';
import { SESSION_SECTION_READERS } from './read-session-sections.js';

/**
 * Reads a session log, in either dialect or free-form, with or without frontmatter.
 *
 * Nothing is lost: what no field describes is in `properties` (frontmatter keys) and `otherSections`
 * (markdown source). A section whose content is not exactly what its fields can say counts as other.
 * Texts in the frontmatter are what is written there: `time: 18:47` is `"18:47"`, `id: 001` is `"001"`.
 *
 * @param text the whole document, at most 8 Mi characters.
 * @returns the canonical value: formatting and parsing it again gives an equal one.
 * @throws {JOURNAL_FORMAT_NOT_TEXT} when it is not a string.
 * @throws {JOURNAL_FORMAT_TOO_LARGE} when it has too many characters, definitions or blocks.
 * @throws {JOURNAL_FORMAT_TOO_DEEP} when its blocks are nested too deep, or a paragraph has too much markup.
 * @throws {JOURNAL_FORMAT_FRONTMATTER_INVALID} when its frontmatter cannot be read.
 * @remarks The time grows with the length of the text, whatever stands in it: what would take more is refused.
 *   How a document is laid out (blank lines, `*` for `-`, widths of table columns) is not kept.
 * @example
 * ```ts
 * parseSessionLog('---\ntime: 18:47\n---\n\n## Summary\n- Tool calls: 0\n');
 * // { time: '18:47', summary: ['Tool calls: 0'] }
 * ```
 */
export function parseSessionLog(text: string): SessionLog {
  const { entries, title, sections } = readDocument(text);
  const log: SessionLog = {};
  for (const [key, field] of SESSION_KEYS) {
    const written = takeText(entries, key);
    if (written !== undefined) log[field] = TIMES.has(field) ? canonicalTime(written) : written;
  }
  const { fields, layout } = readSections(sections, SESSION_SECTIONS, SESSION_SECTION_READERS);
  const otherSections = anchorSections(layout);
  return {
    ...log,
    ...readProperties(entries),
    ...(title === undefined ? {} : { title }),
    ...fields,
    ...(otherSections.length === 0 ? {} : { otherSections }),
  };
}

/** Fields that are cut to whole seconds. */
const TIMES: ReadonlySet<string> = new Set(['time', 'duration', 'started', 'ended']);
