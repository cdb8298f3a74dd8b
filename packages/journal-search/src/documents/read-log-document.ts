import { parseLogFileName } from '@opta/journal-format';
import type { SearchDocument } from './document.js';
import { readLogFacts } from './log-facts.js';
import type { LogRedactor } from './log-redactor.js';
import { frontmatterBlocks, readLogParts, toNormalForm } from './read-log-parts.js';
import { splitMarkdown } from './split-markdown.js';

export interface LogSource {
  fileName: string;
  /** The log's text, or as much of it as is searched. */
  text: string;
}

/** What is searched of a session or update log: the values of its frontmatter and every line of its body. */
export function readLogDocument(
  { fileName, text }: LogSource,
  { redactor, timeZone }: { redactor: LogRedactor; timeZone: string },
): SearchDocument {
  const { fields, body } = readLogParts(text, redactor);
  const { title, blocks } = splitMarkdown(toNormalForm(body));
  const rest = parseLogFileName(fileName)?.rest ?? fileName;
  return {
    title: title ?? rest.replaceAll('-', ' '),
    facts: readLogFacts(fileName, fields, { timeZone, readBlocks: () => blocks }),
    blocks: [...frontmatterBlocks(fields), ...blocks],
  };
}
