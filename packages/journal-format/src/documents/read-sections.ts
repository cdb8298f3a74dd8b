import type { RootContent } from 'mdast';
import { MAX_INLINE_DEPTH } from '../markdown/markdown-limits.js';
import { nestsDeeperThan } from '../markdown/nests-deeper-than.js';
import type { OtherSection } from '../types.js';
import type { DocumentSection } from './document-sections.js';
import type { LayoutEntry } from './lay-out-sections.js';
import { hasFootnoteReference } from './resolve-references.js';
import type { SourceSection } from './split-document.js';

/** A table, its row and its cell, and the markup in it. */
const MAX_SECTION_DEPTH = MAX_INLINE_DEPTH + 3;

/** Reads what stands below a heading as the fields of a section, or gives `undefined`. */
export type SectionReaders<Fields, Key extends string> = Record<
  Key,
  (nodes: readonly RootContent[]) => Partial<Fields> | undefined
>;

export interface ReadSections<Fields, Key extends string> {
  fields: Partial<Fields>;
  layout: LayoutEntry<Key>[];
}

/**
 * Reads the sections that have fields: those of a known heading, in the canonical order, each once,
 * whose content is exactly what its fields can say. All else is kept as markdown.
 */
export function readSections<Fields, Key extends string>(
  sections: readonly SourceSection[],
  known: readonly (DocumentSection<Fields> & { key: Key })[],
  readers: SectionReaders<Fields, Key>,
): ReadSections<Fields, Key> {
  const fields: Partial<Fields> = {};
  const layout: LayoutEntry<Key>[] = [];
  let next = 0;
  for (const { heading, nodes, markdown } of sections) {
    const index = known.findIndex((section, position) => position >= next && section.heading === heading);
    const section = known[index];
    const read = section === undefined ? undefined : readFields(nodes, readers[section.key]);
    if (section === undefined || read === undefined) {
      layout.push({ other: otherSection(heading, markdown) });
      continue;
    }
    next = index + 1;
    Object.assign(fields, read);
    layout.push({ field: section.key });
  }
  return { fields, layout };
}

/** The fields that nodes say, if these can say it: no field has footnotes or markup without bounds. */
export function readFields<Fields>(
  nodes: readonly RootContent[],
  read: (nodes: readonly RootContent[]) => Partial<Fields> | undefined,
): Partial<Fields> | undefined {
  if (nodes.some(hasFootnoteReference) || nestsDeeperThan(nodes, MAX_SECTION_DEPTH)) return undefined;
  return read(nodes);
}

function otherSection(heading: OtherSection['heading'], markdown: string): OtherSection {
  return { ...(heading === undefined ? {} : { heading }), markdown };
}
