import type { Root } from 'mdast';
import type { FormatOptions, SessionLog } from '../types.js';
import { buildDocumentTree } from './build-document-tree.js';
import { SESSION_SECTION_BUILDERS } from './build-session-sections.js';
import { canonicalizeSessionLog, layOutSessionSections } from './canonicalize-session-log.js';
import { SESSION_SECTIONS } from './document-sections.js';
import { type FrontmatterField, SESSION_KEYS } from './frontmatter-keys.js';
import { tidyText } from './tidy-text.js';

/**
 * Builds the mdast tree of a session log: a `yaml` node, the H1 title (dialect `lmx`), and one H2
 * section for each field that is there.
 *
 * Texts are made safe on the way: line breaks become spaces, control characters visible pictures,
 * lone surrogates U+FFFD, and what looks like a sentinel such as `(none)` is escaped. So a text
 * never becomes a heading, a row, a list item or a key, whatever it holds.
 *
 * @remarks Types are trusted, and `markdown` in `otherSections` is markdown. `sessionLogSchema`
 * (`@opta/journal-format/schema`) also checks types, dates and names, and that what it returns reads
 * back equal.
 * @param log a field that is absent has no section and no key; an empty list is a section with `(none)`.
 * @param options `dialect` is `lmx` by default.
 * @returns a new tree; `log` is not changed, and inline markup may be shared with it.
 * @example
 * ```ts
 * buildSessionLogTree({ summary: ['Served two models.'] }).children.length; // 2
 * ```
 */
export function buildSessionLogTree(log: SessionLog, options: FormatOptions = {}): Root {
  const canonical = canonicalizeSessionLog(log, tidyText);
  const headings = new Map(SESSION_SECTIONS.map(({ key, heading }) => [key, heading]));
  return buildDocumentTree(
    {
      fields: SESSION_KEYS.flatMap(([key, field]): FrontmatterField[] => {
        const value = canonical[field];
        return value === undefined ? [] : [[key, value]];
      }),
      properties: canonical.properties,
      title: canonical.title,
      layout: layOutSessionSections(canonical),
      buildSection: (key) => ({
        heading: headings.get(key) ?? key,
        nodes: SESSION_SECTION_BUILDERS[key](canonical) ?? [],
      }),
    },
    options.dialect ?? 'lmx',
  );
}
