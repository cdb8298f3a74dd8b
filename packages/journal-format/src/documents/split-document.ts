import type { Root, RootContent } from 'mdast';
import type { Inline } from '../types.js';
import { canonicalInline } from './canonical-inline.js';
import { canonicalMarkdown } from './canonical-text.js';

/** What stands between two H2 headings of a document. */
export interface SourceSection {
  /** Absent for what stands before the first H2. */
  heading: Inline | undefined;
  nodes: RootContent[];
  /** The source of `nodes`. */
  markdown: string;
  /** Where the section begins, for messages. */
  lineNumber: number;
}

export interface SourceDocument {
  /** The text between the two `---`, and whether it is there. */
  frontmatter: string | undefined;
  /** The H1 heading that is the first thing in the document. */
  heading: Inline | undefined;
  sections: SourceSection[];
}

/** Cuts a parsed document at its H2 headings. `text` is what `root` was parsed from. */
export function splitDocument(root: Root, text: string): SourceDocument {
  let children = root.children;
  let bodyOffset = 0;
  const take = () => {
    const [first, ...rest] = children;
    children = rest;
    bodyOffset = endOf(first);
    return first;
  };
  const frontmatter = children[0]?.type === 'yaml' ? take() : undefined;
  const heading = isHeading(children[0], 1) ? take() : undefined;
  return {
    frontmatter: frontmatter?.type === 'yaml' ? frontmatter.value : undefined,
    heading: heading?.type === 'heading' ? canonicalInline(heading.children) : undefined,
    sections: splitSections(children, text, bodyOffset),
  };
}

function splitSections(children: readonly RootContent[], text: string, bodyOffset: number): SourceSection[] {
  const starts = children.flatMap((node, index) => (isHeading(node, 2) ? [index] : []));
  const sections: SourceSection[] = [];
  const end = starts[0] ?? children.length;
  if (end > 0) sections.push(cutSection(undefined, children.slice(0, end), text, bodyOffset, children[end]));
  for (const [position, start] of starts.entries()) {
    const next = starts[position + 1] ?? children.length;
    const heading = children[start];
    sections.push(cutSection(heading, children.slice(start + 1, next), text, endOf(heading), children[next]));
  }
  return sections;
}

function cutSection(
  heading: RootContent | undefined,
  nodes: RootContent[],
  text: string,
  start: number,
  next: RootContent | undefined,
): SourceSection {
  const end = next?.position?.start.offset ?? text.length;
  return {
    heading: heading?.type === 'heading' ? canonicalInline(heading.children) : undefined,
    nodes,
    markdown: nodes.length === 0 ? '' : canonicalMarkdown(text.slice(start, end)),
    lineNumber: (heading ?? nodes[0])?.position?.start.line ?? 1,
  };
}

function isHeading(node: RootContent | undefined, depth: number): boolean {
  return node?.type === 'heading' && node.depth === depth;
}

function endOf(node: RootContent | undefined): number {
  return node?.position?.end.offset ?? 0;
}
