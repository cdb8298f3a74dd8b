import type { DocumentSection } from '../documents/document-sections.js';
import type { LayoutEntry } from '../documents/lay-out-sections.js';
import { readFields, type SectionReaders } from '../documents/read-sections.js';
import { type SourceSection, splitDocument } from '../documents/split-document.js';
import { MarkdownLimitError } from '../markdown/markdown-limits.js';
import { parseMarkdown } from '../markdown/parse-markdown.js';
import type { Inline, OtherSection } from '../types.js';
import { describeValue } from './describe-value.js';
import type { Problem } from './find-problems.js';

/** What a document says besides the section that is looked at. */
export interface SectionContext<Fields, Key extends string> {
  title: Inline | undefined;
  layout: readonly LayoutEntry<Key>[];
  known: readonly (DocumentSection<Fields> & { key: Key })[];
  readers: SectionReaders<Fields, Key>;
}

/** Other sections that would not be read back as they are. */
export function findSectionConflicts<Fields, Key extends string>(
  context: SectionContext<Fields, Key>,
): Problem[] {
  const { layout, known } = context;
  const problems: Problem[] = [];
  let next = 0;
  let index = 0;
  for (const [position, entry] of layout.entries()) {
    if ('field' in entry) {
      next = known.findIndex(({ key }) => key === entry.field) + 1;
      continue;
    }
    const problem = findSectionConflict(context, entry.other, position, next);
    if (problem !== undefined)
      problems.push({ path: ['otherSections', index, ...problem.path], message: problem.message });
    index += 1;
  }
  return problems;
}

function findSectionConflict<Fields, Key extends string>(
  { title, known, readers }: SectionContext<Fields, Key>,
  { heading, markdown }: OtherSection,
  position: number,
  next: number,
): Problem | undefined {
  if (heading === undefined && position > 0) {
    return {
      path: ['heading'],
      message:
        'is missing: only the first section of a document can be without one. Give it a heading, or `after: "start"`',
    };
  }
  const section = readAlone(heading, markdown);
  if (section === undefined) {
    return {
      path: ['markdown'],
      message: `does not read back as one section: an H2 heading, an unclosed fence or HTML block, or too deep a nesting is in ${describeValue(markdown)}`,
    };
  }
  const [first] = section.nodes;
  if (heading === undefined && title === undefined && first?.type === 'heading' && first.depth === 1) {
    return {
      path: ['markdown'],
      message: 'begins with an H1 heading, which is read as the title: put it into `title`',
    };
  }
  const field = known.slice(next).find((candidate) => candidate.heading === heading);
  if (field === undefined || readFields(section.nodes, readers[field.key]) === undefined) return undefined;
  return {
    path: ['heading'],
    message: `is that of a section with fields of its own: put its content into ${field.fields.map((name) => `\`${String(name)}\``).join(' or ')}`,
  };
}

/** The section as a parser finds it between two headings, or nothing if that is not what it finds. */
function readAlone(heading: Inline | undefined, markdown: string): SourceSection | undefined {
  const text = `${heading === undefined ? '# Title' : '## Heading'}\n\n${markdown}\n\n## End\n`;
  let sections: SourceSection[];
  try {
    sections = splitDocument(parseMarkdown(text), text).sections;
  } catch (error) {
    if (error instanceof MarkdownLimitError) return undefined;
    throw error;
  }
  const [section, end] = sections;
  if (sections.length !== 2 || section?.markdown !== markdown || end?.heading !== 'End') return undefined;
  return (section.heading === undefined) === (heading === undefined) ? section : undefined;
}
