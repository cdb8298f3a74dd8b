import { mentionsSteps, readLogFacts } from '../documents/log-facts.js';
import type { LogRedactor } from '../documents/log-redactor.js';
import type { LogSource } from '../documents/read-log-document.js';
import { flatText, type LogParts, readLogParts, toNormalForm } from '../documents/read-log-parts.js';
import { splitMarkdown } from '../documents/split-markdown.js';
import type { Facts } from '../query/match-facts.js';
import type { IndexText, IndexTextWriter } from './index-text-writer.js';

export interface IndexTextOptions {
  redactor: LogRedactor;
  timeZone: string;
  writer: IndexTextWriter;
}

/**
 * What the index gets of a session or update log. The tokens are those of `readLogDocument`, without the objects that
 * only who shows a hit needs.
 */
export function readIndexText(
  { fileName, text }: LogSource,
  { redactor, timeZone, writer }: IndexTextOptions,
): IndexText & { facts: Facts } {
  const { fields, body } = readLogParts(text, redactor);
  const readBlocks = () => (mentionsSteps(body) ? splitMarkdown(toNormalForm(body)).blocks : []);
  const facts = readLogFacts(fileName, fields, { timeZone, readBlocks });
  writer.addLines(linesOf(fields));
  writer.addLines(body.includes('\r') ? body.replaceAll(/\r\n?/g, '\n') : body);
  return { facts, ...writer.take() };
}

/** Between two items of a list. */
const ITEM = '\n- ';

/** The values of frontmatter as items of a list, which begin anew as each of them does. */
function linesOf(fields: LogParts['fields']): string {
  const lines: string[] = [];
  for (const value of Object.values(fields)) {
    const words = flatText(value);
    if (words !== '') lines.push(words.includes('\n') ? words.replaceAll('\n', ITEM) : words);
  }
  return lines.length === 0 ? '' : ITEM + lines.join(ITEM);
}
