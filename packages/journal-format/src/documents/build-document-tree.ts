import type { Root, RootContent } from 'mdast';
import { writeFrontmatterBlock } from '../frontmatter/write-frontmatter-block.js';
import { serializeInline } from '../markdown/serialize-inline.js';
import type { Dialect, FrontmatterValue, Inline, OtherSection } from '../types.js';
import { type FrontmatterField, TITLE_KEY, TITLE_MARKDOWN_KEY } from './frontmatter-keys.js';
import type { LayoutEntry } from './lay-out-sections.js';
import { headingNode } from './tree-nodes.js';

/** Markdown that has, or may have, an H1 heading. */
const MAY_HAVE_TITLE = /^ {0,3}(?:#(?:[ \t]|$)|=+[ \t]*$)/m;
/** Markdown that would be read as frontmatter at the head of a document. */
const LOOKS_LIKE_FRONTMATTER = /^---[ \t]*$/m;

/** A document as data, the same for both kinds of log. */
export interface DocumentParts<Key extends string> {
  /** What fields say, before `title` and `properties`. */
  fields: readonly FrontmatterField[];
  properties: Readonly<Record<string, FrontmatterValue>> | undefined;
  title: Inline | undefined;
  layout: readonly LayoutEntry<Key>[];
  /** The content of a section that fields describe, and its heading. */
  buildSection(key: Key): { heading: string; nodes: RootContent[] };
}

/** The tree of a document: frontmatter, title, sections. */
export function buildDocumentTree<Key extends string>(parts: DocumentParts<Key>, dialect: Dialect): Root {
  const { fields, properties = {}, title, layout } = parts;
  const titleIsHeading = dialect === 'lmx' || hasRivalTitle(parts);
  const own: FrontmatterField[] = [
    ...fields,
    ...(title === undefined || titleIsHeading ? [] : [titleEntry(title)]),
  ];
  // A key stands once; a field says more than a property of its name.
  const taken = new Set(own.map(([key]) => key));
  const entries = [...own, ...Object.entries(properties).filter(([key]) => !taken.has(key))];
  const body: RootContent[] = [
    ...(title !== undefined && titleIsHeading ? [headingNode(1, title)] : []),
    ...layout.flatMap((entry) =>
      'field' in entry ? buildFieldSection(parts, entry.field) : buildOtherSection(entry.other),
    ),
  ];
  const needsBlock = entries.length > 0 || startsLikeFrontmatter(body[0]);
  return {
    type: 'root',
    children: needsBlock ? [{ type: 'yaml', value: writeFrontmatterBlock(entries, dialect) }, ...body] : body,
  };
}

/** Whether the title, written in the frontmatter, would not be read as the title. */
function hasRivalTitle<Key extends string>({ properties = {}, layout }: DocumentParts<Key>): boolean {
  if (Object.hasOwn(properties, TITLE_KEY) || Object.hasOwn(properties, TITLE_MARKDOWN_KEY)) return true;
  const [first] = layout;
  return (
    first !== undefined &&
    'other' in first &&
    first.other.heading === undefined &&
    MAY_HAVE_TITLE.test(first.other.markdown)
  );
}

function titleEntry(title: Inline): FrontmatterField {
  return typeof title === 'string'
    ? [TITLE_KEY, title]
    : [TITLE_MARKDOWN_KEY, serializeInline(title, 'heading')];
}

function buildFieldSection<Key extends string>(
  { buildSection }: DocumentParts<Key>,
  key: Key,
): RootContent[] {
  const { heading, nodes } = buildSection(key);
  return [headingNode(2, heading), ...nodes];
}

function buildOtherSection({ heading, markdown }: OtherSection): RootContent[] {
  return [
    ...(heading === undefined ? [] : [headingNode(2, heading)]),
    ...(markdown === '' ? [] : [{ type: 'verbatimMarkdown' as const, value: markdown }]),
  ];
}

function startsLikeFrontmatter(first: RootContent | undefined): boolean {
  return (
    first?.type === 'verbatimMarkdown' &&
    first.value.startsWith('---') &&
    LOOKS_LIKE_FRONTMATTER.test(first.value)
  );
}
