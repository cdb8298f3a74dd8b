import type { Root } from 'mdast';
import type { FormatOptions, UpdateLog } from '../types.js';
import { buildDocumentTree } from './build-document-tree.js';
import { UPDATE_SECTION_BUILDERS } from './build-update-sections.js';
import { canonicalizeUpdateLog, layOutUpdateSections } from './canonicalize-update-log.js';
import { UPDATE_SECTIONS } from './document-sections.js';
import { type FrontmatterField, UPDATE_KEYS } from './frontmatter-keys.js';
import { tidyText } from './tidy-text.js';

/**
 * Builds the mdast tree of an update log: a `yaml` node, the H1 title (dialect `lmx`), Summary,
 * Command Inputs and Step Results. Texts are made safe as in {@link buildSessionLogTree}.
 *
 * @param log a field that is absent has no section and no key; an empty list is a section that says so.
 * @param options `dialect` is `lmx` by default.
 * @returns a new tree; `log` is not changed, and inline markup may be shared with it.
 * @example
 * ```ts
 * buildUpdateLogTree({ id: '200', summary: ['Loaded a model.'] }).children.length; // 3
 * ```
 */
export function buildUpdateLogTree(log: UpdateLog, options: FormatOptions = {}): Root {
  const dialect = options.dialect ?? 'lmx';
  const canonical = canonicalizeUpdateLog(log, tidyText);
  const headings = new Map(UPDATE_SECTIONS.map(({ key, heading }) => [key, heading]));
  return buildDocumentTree(
    {
      fields: UPDATE_KEYS.flatMap(([key, field]): FrontmatterField[] => {
        const value = canonical[field];
        return value === undefined ? [] : [[key, value]];
      }),
      properties: canonical.properties,
      title: canonical.title,
      layout: layOutUpdateSections(canonical),
      buildSection: (key) => ({
        heading: headings.get(key) ?? key,
        nodes: UPDATE_SECTION_BUILDERS[key](canonical, dialect) ?? [],
      }),
    },
    dialect,
  );
}
